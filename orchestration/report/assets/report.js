"use strict";
(() => {
  const root = document.documentElement, byId = (id) => document.getElementById(id);

  // The language: the page works without this; here the choice is kept from page to page.
  const keep = (value) => { try { localStorage.setItem("juesuan-language", value); } catch { /* no storage, no memory */ } };
  const kept = () => { try { return localStorage.getItem("juesuan-language"); } catch { return null; } };
  const show = (value) => { byId("lang-" + value).checked = true; root.lang = value === "e" ? "en" : "zh-CN"; };
  show(kept() || (/^zh\b/i.test(navigator.language) ? "z" : "e"));
  for (const choice of document.getElementsByName("lang")) {
    choice.addEventListener("change", () => { show(choice.value); keep(choice.value); });
  }

  // What is linked to may lie in a fold.
  const unfold = () => {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));

  const search = byId("search");
  if (search) {
    const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/(?<=\d),(?=\d)/g, "");
    const rows = [...document.querySelectorAll("[data-row]")];
    let texts = null;
    search.parentElement.hidden = false;
    search.addEventListener("input", () => {
      texts = texts || rows.map((row) => fold(row.textContent));
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      let found = 0;
      rows.forEach((row, at) => {
        const fits = words.every((word) => texts[at].includes(word));
        row.hidden = !fits;
        found += fits;
      });
      byId("found").textContent = words.length && found ? `${found} / ${rows.length}` : "";
      byId("none").hidden = !words.length || found > 0;
    });
  }

  // A command names the warehouse: the folder that this page lies in, or the one that the server shows.
  const lies = location.protocol === "file:" && /^(.*)\/releases\/[^/]+\/report\//.exec(decodeURIComponent(location.pathname));
  const folder = root.dataset.warehouse || (lies && lies[1]);
  if (folder) for (const where of document.querySelectorAll(".where")) where.textContent = ` --warehouse '${folder.replaceAll("'", "'\\''")}'`;

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll(".copy")) {
      button.hidden = false;
      button.addEventListener("click", () => navigator.clipboard.writeText(button.previousElementSibling.textContent));
    }
  }
})();
