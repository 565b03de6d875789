"use strict";
(async () => {
  const byId = (id) => document.getElementById(id);
  const duckdb = typeof module === "undefined" ? {} : module.exports;
  if (!duckdb.AsyncDuckDB) return; // opened from disk, or without the files that `make report-sql` fetches: the page says so
  const LIMIT = 1000;
  const state = byId("state"), answer = byId("answer");
  const say = (text) => { state.textContent = text; };
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const told = (value) => {
    if (value === null || value === undefined) return "∅";
    if (value && typeof value.toJSON === "function") return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each));
    return String(value);
  };

  // 12.50 for 12.500000: a decimal is exact however many of its zeros are written.
  const bare = (value) => told(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

  const show = (table, numbers) => {
    const columns = table.schema.fields.map((field) => field.name);
    const drawn = element("table"), head = element("tr"), body = element("tbody");
    columns.forEach((name) => { const cell = element("th", name); cell.scope = "col"; head.append(cell); });
    const heading = element("thead");
    heading.append(head);
    const count = Math.min(table.numRows, LIMIT);
    for (let at = 0; at < count; at += 1) {
      const row = table.get(at), line = element("tr");
      columns.forEach((name) => line.append(element("td", numbers.has(name) ? bare(row[name]) : told(row[name]), numbers.has(name) ? "n" : "")));
      body.append(line);
    }
    drawn.append(heading, body);
    answer.replaceChildren(drawn);
    say(`${table.numRows} 行 rows` + (table.numRows > LIMIT ? ` (${LIMIT})` : ""));
  };

  say("正在打开数据库 … Opening the database …");
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

    // Decimals and lists reach JavaScript as their bytes: DuckDB writes them out itself.
    const ask = async (query) => {
      const plain = query.trim().replace(/;+$/, "");
      const described = await connection.query(`describe ${plain}`);
      const columns = [], numbers = new Set();
      for (const row of described) {
        const name = `"${row.column_name.replaceAll('"', '""')}"`;
        if (/^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT)\b(?!.*\[)/.test(row.column_type)) numbers.add(row.column_name);
        columns.push(/^(DECIMAL|HUGEINT|TIMESTAMP|DATE|TIME|INTERVAL)|\[|\(/.test(row.column_type) ? `${name}::varchar as ${name}` : name);
      }
      return [await connection.query(`select ${columns.join(", ")} from (${plain}\n)`), numbers];
    };
    const run = async () => {
      say("…");
      try {
        show(...await ask(byId("query").value));
      } catch (error) {
        answer.replaceChildren(element("pre", error.message));
        say("查询有误 The query failed");
      }
    };
    byId("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
    byId("query").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
    });
    const tables = await connection.query(
      "select schema_name, table_name, coalesce(comment, '') as comment from duckdb_tables() where database_name = 'marts' order by all");
    for (const row of tables) {
      const name = row.schema_name === "main" ? row.table_name : `${row.schema_name}.${row.table_name}`;
      const item = element("li");
      const button = element("button", name);
      button.type = "button";
      button.addEventListener("click", () => { byId("query").value = `from ${name} limit 100`; run(); byId("query").focus(); });
      item.append(button, ` ${row.comment}`);
      byId("list").append(item);
    }
    byId("tables").hidden = false;
    byId("ask").hidden = false;
    say("DuckDB " + (await database.getVersion()));
    document.documentElement.dataset.ready = "true";
  } catch (error) {
    say(`打不开数据库 The database cannot be opened: ${error.message}`);
  }
})();
