"use strict";
(async () => {
  const byId = (id) => document.getElementById(id);
  const duckdb = typeof module === "undefined" ? {} : module.exports;
  if (!duckdb.AsyncDuckDB) return; // opened from disk, or without the files that `make report-sql` fetches: the page says so
  const LIMIT = 1000, LONG = 32, ENDLESS = 400, ONE = {};
  const state = byId("state"), answer = byId("answer");
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  // Both languages, of which the page shows one.
  const both = (zh, en) => [element("span", zh, "z"), element("span", en, "e")].map((span, at) => { span.lang = at ? "en" : "zh"; return span; });
  const say = (zh, en = zh) => state.replaceChildren(...(zh === en ? [zh] : both(zh, en)));
  const told = (value) => {
    if (value === null || value === undefined) return "∅";
    if (value && typeof value.toJSON === "function") return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each));
    return String(value);
  };

  // All digits that say something, and two after the point where there are any: as `juesuan sql` writes money.
  const digits = (text) => text.replace(/^(-?\d+\.\d\d\d*?)0+$/, "$1");

  // Words of some length get room to be read in; those that would fill a screen are folded.
  const cell = (value, isNumber) => {
    const text = told(value);
    if (isNumber) return element("td", digits(text), "n");
    if (text.length <= ENDLESS) return element("td", text, text.length > LONG ? "long" : "");
    const made = element("td", undefined, "long"), fold = element("details");
    fold.append(element("summary", `${text.slice(0, ENDLESS / 2)} …`), text);
    made.append(fold);
    return made;
  };

  const show = (table, numbers) => {
    const columns = table.schema.fields.map((field) => field.name);
    const drawn = element("table"), head = element("tr"), body = element("tbody");
    columns.forEach((name) => { const made = element("th", name, numbers.has(name) ? "n" : ""); made.scope = "col"; head.append(made); });
    const heading = element("thead");
    heading.append(head);
    const count = Math.min(table.numRows, LIMIT);
    for (let at = 0; at < count; at += 1) {
      const row = table.get(at), line = element("tr");
      columns.forEach((name) => line.append(cell(row[name], numbers.has(name))));
      body.append(line);
    }
    drawn.append(heading, body);
    answer.replaceChildren(drawn);
    const total = table.numRows.toLocaleString("en");
    if (table.numRows > LIMIT) say(`共 ${total} 行，显示前 ${LIMIT} 行`, `${total} rows, of which the first ${LIMIT} are shown`);
    else say(`${total} 行`, table.numRows === 1 ? "1 row" : `${total} rows`);
  };

  say("正在打开数据库……", "Opening the database …");
  try {
    const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("console/worker.js"));
    await database.instantiate(new URL("console/duckdb.wasm", location.href).href);
    const reply = await fetch("../marts.duckdb");
    if (!reply.ok) throw new Error(`marts.duckdb: ${reply.status}`);
    await database.registerFileBuffer("marts.duckdb", new Uint8Array(await reply.arrayBuffer()));
    const connection = await database.connect();
    await connection.query("set autoinstall_known_extensions = false; set autoload_known_extensions = false");
    await connection.query("attach 'marts.duckdb' as marts (read_only)");
    await connection.query("use marts");
    const offered = [...document.querySelectorAll("#tables button")];
    const names = new Set(offered.map((button) => button.textContent.split(".").pop()));

    // What DuckDB thinks is meant may be a table of its own, which nobody here asks for.
    const plainly = (message) => message.replace(/\nDid you mean "([^"]*)"\?/, (all, name) => (names.has(name.split(".").pop()) ? all : ""));

    // Decimals and lists reach JavaScript as their bytes: DuckDB writes them out itself.
    const ask = async (query) => {
      const columns = [], numbers = new Set();
      try {
        for (const row of await connection.query(`describe from (${query}\n)`)) {
          const name = `"${row.column_name.replaceAll('"', '""')}"`;
          if (/^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT)\b(?!.*\[)/.test(row.column_type)) numbers.add(row.column_name);
          columns.push(/^(DECIMAL|HUGEINT|TIMESTAMP|DATE|TIME|INTERVAL)|\[|\(/.test(row.column_type) ? `${name}::varchar as ${name}` : name);
        }
      } catch {
        const table = await connection.query(query); // wrong in the reader's own words, or no query but a command
        if (table.schema.fields.every((field) => /^(Utf8|Bool|Int)/.test(String(field.type)))) return [table, numbers];
        throw ONE;
      }
      return [await connection.query(`select ${columns.join(", ")} from (${query}\n)`), numbers];
    };
    const run = async () => {
      const query = byId("query").value.trim().replace(/[;\s]+$/, "");
      if (!query.replace(/--.*$|\/\*[\s\S]*?\*\/|;/gm, "").trim()) {
        answer.replaceChildren();
        say("请先写一条查询，或从下面选一张表", "Write a query first, or take a table from below");
        return;
      }
      say("……", "…");
      answer.ariaBusy = "true";
      try {
        show(...await ask(query));
      } catch (error) {
        const box = element("pre");
        box.append(...(error === ONE ? both("一次只运行一条查询。", "One query at a time, please.") : [plainly(error.message)]));
        answer.replaceChildren(box);
        say("查询有误", "The query failed");
      } finally {
        answer.ariaBusy = "false";
      }
    };
    byId("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
    byId("query").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
    });
    for (const button of offered) {
      button.disabled = false;
      button.addEventListener("click", () => { byId("query").value = `from ${button.textContent} limit 100`; run(); byId("query").focus(); });
    }
    byId("ask").hidden = false;
    say("DuckDB " + (await database.getVersion()));
    document.documentElement.dataset.ready = "true";
  } catch (error) {
    say(`打不开数据库：${error.message}`, `The database cannot be opened: ${error.message}`);
  }
})();
