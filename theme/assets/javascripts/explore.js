// The explorer: filters the records of a kind by what stands in the boxes of the page, from the files of
// generator/website/explore.py, on a server or a disk. Boxes, words and the first rows come from the page; text of
// records becomes text nodes. What is chosen stands in the address.
(function () {
  "use strict";
  const script = document.currentScript;
  const box = document.querySelector("[data-explore]");
  const FIRST = 38; // as in generator/website/script.py
  const FEW = 8; // values of a facet that are shown unasked
  const CELLS = 4; // fields of a row before those that only a download has
  const PATIENCE = 300; // milliseconds before it says that something is still to come
  const BOM = "\ufeff"; // these rules are those of generator/core/pages/download.py
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
  const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;

  const say = (name) => script.getAttribute("data-" + name);
  const part = (name) => box.querySelector(`[data-${name}]`);
  const kind = say("kind"), root = say("root"), step = Number(say("step")), shown = say("shown").split(" ");
  const [sift, sort, active, count, none, list, more] = ["sift", "sort", "active", "count", "none", "rows", "more"].map(part);
  const facets = [...box.querySelectorAll("[data-facet]")].map((node) => {
    const inputs = [...node.querySelectorAll("input")];
    const names = inputs.map((input) => input.nextElementSibling.textContent);
    return { name: node.getAttribute("data-facet"), node, inputs, names, all: node.querySelector("[data-all]") };
  });
  const facet = Object.fromEntries(facets.map((each) => [each.name, each]));
  let data, hits, drawn, run, opener, slow;

  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const word = (name, blanks) => say("say-" + name).replace(/\{(\w+)\}/g, (_, blank) => blanks[blank]);

  function element(name, kind, text = "") {
    const made = document.createElement(name);
    if (kind) {
      made.className = kind;
    }
    made.textContent = text;
    return made;
  }

  // files

  const { held, load } = window.jiangpuData("jiangpuExplore", say("data"));

  const fileOf = (row) => Math.floor(row / data.each);

  function fetchRows(rows) {
    const files = new Set(rows.map(fileOf));
    return Promise.all([...files].map((file) => load(`rows-${kind}-${file}`, data.rows.slice(8 * file, 8 * file + 8))));
  }

  const row = (at) => held[`rows-${kind}-${fileOf(at)}`][at % data.each];

  // filters

  const chosen = (each) => each.inputs.reduce((all, input, at) => input.checked ? [...all, at] : all, []);
  const values = (name, at) => facet[name].sets[facet[name].codes[at]];

  // Of every facet how many records have each value among those that pass all the other facets.
  function filter() {
    const found = [];
    const passes = facets.map((each) => {
      const wanted = chosen(each);
      return wanted.length ? each.sets.map((set) => set.some((value) => wanted.includes(value))) : null;
    });
    const counts = facets.map((each) => each.inputs.map(() => 0));
    const add = (place, at) => facets[place].sets[facets[place].codes[at]].forEach((value) => {
      counts[place][value] += 1;
    });
    for (let at = 0; at < data.total; at += 1) {
      const fails = [];
      for (let place = 0; place < facets.length && fails.length < 2; place += 1) {
        if (passes[place] && !passes[place][facets[place].codes[at]]) {
          fails.push(place);
        }
      }
      if (!fails.length) {
        found.push(at);
        facets.forEach((_, place) => add(place, at));
      } else if (fails.length === 1) {
        add(fails[0], at);
      }
    }
    return [found, counts];
  }

  async function order(found) {
    if (sort.value === "oldest") {
      return found.reverse();
    }
    if (sort.value === "title") {
      const places = new Uint32Array(data.total);
      (await load("title-" + kind, data.title)).split("").forEach((sign, place) => {
        places[sign.charCodeAt(0) - FIRST] = place;
      });
      return found.sort((one, other) => places[one] - places[other]);
    }
    if (sort.value !== "date") {
      const first = (at) => (values(sort.value, at).concat(Infinity))[0];
      const place = (at) => Math.min(first(at), facet[sort.value].inputs.length);
      return found.sort((one, other) => place(one) - place(other) || one - other);
    }
    return found;
  }

  // rows

  function dated(iso) {
    const [year, month, day] = iso.split("-");
    const name = day ? "day" : month ? "month" : "year";
    const text = word(name, { year, month: Number(month), day: Number(day) });
    if (!Number(year)) {
      return document.createTextNode(text);
    }
    const time = element("time", "", text);
    time.setAttribute("datetime", iso);
    return time;
  }

  function lead(at) {
    const of = facet[say("leads")];
    const value = values(say("leads"), at)[0];
    const mark = of.inputs[value].getAttribute("data-mark");
    if (!mark) {
      return element("span", "jp-state jp-state--" + of.inputs[value].getAttribute("data-form"), of.names[value]);
    }
    const ranked = mark !== "0";
    const made = element("span", "jp-mark jp-mark--" + mark, ranked ? of.names[value][0] : "");
    const told = ranked ? { role: "img", "aria-label": of.names[value] } : { "aria-hidden": "true" };
    Object.entries(told).forEach(([name, text]) => made.setAttribute(name, text));
    return made;
  }

  const named = (name, at) => values(name, at).map((value) => facet[name].names[value]).join(word("and"));

  function item(at) {
    const [address, title, date, note] = row(at);
    const made = element("li", "");
    const link = element("a", "", title);
    const about = element("span", "note");
    link.href = root + address;
    const said = [...shown.map((name) => named(name, at)), note].filter(Boolean);
    about.append(...said.map((text) => element("span", "", text)), dated(date));
    if (say("leads")) {
      made.append(lead(at));
    }
    made.append(link, about);
    return made;
  }

  async function show() {
    const now = run, from = drawn, next = hits.slice(from, from + step);
    await fetchRows(next);
    if (now !== run || from !== drawn) {
      return;
    }
    if (!from) {
      list.textContent = "";
    }
    list.append(...next.map(item));
    drawn += next.length;
    more.hidden = drawn >= hits.length;
    more.textContent = word("more", { count: Math.min(step, hits.length - drawn) });
  }

  // what is around them

  function chips() {
    const picked = facets.flatMap((each) => chosen(each).map((at) => [each.inputs[at], each.names[at]]));
    active.hidden = !picked.length;
    active.textContent = "";
    picked.forEach(([input, name], place) => {
      const chip = element("button", "jp-chip", name);
      chip.type = "button";
      chip.setAttribute("aria-label", word("remove", { name }));
      chip.append(part("shut").querySelector("svg").cloneNode(true));
      chip.addEventListener("click", () => {
        input.checked = false;
        write();
        const rest = active.querySelectorAll("button");
        (rest[Math.min(place, rest.length - 2)] || sort).focus();
      });
      active.append(chip);
    });
    if (picked.length) {
      const clear = element("button", "jp-chip jp-chip--clear", word("clear"));
      clear.type = "button";
      clear.addEventListener("click", empty);
      active.append(clear);
    }
    part("number").textContent = picked.length ? " " + picked.length : "";
  }

  function boxes(counts) {
    facets.forEach((each, place) => {
      const open = each.all && each.all.getAttribute("aria-expanded") === "true";
      each.inputs.forEach((input, at) => {
        const line = input.closest("li");
        line.hidden = !open && at >= FEW && !input.checked;
        line.classList.toggle("is-on", input.checked);
        line.classList.toggle("is-none", !counts[place][at]);
        line.querySelector(".n").textContent = number(counts[place][at]);
      });
    });
  }

  async function update() {
    const now = run = {};
    const [found, counts] = filter();
    chips();
    boxes(counts);
    wait(true);
    count.querySelector("b").textContent = number(found.length);
    count.querySelector("span").textContent = word("of-all", { total: number(data.total) });
    part("show").textContent = word("show", { count: number(found.length) });
    none.hidden = found.length > 0;
    part("take").hidden = !found.length;
    try {
      const ordered = await order(found);
      if (now === run) {
        hits = ordered;
        drawn = 0;
        await show();
        if (!hits.length) {
          list.textContent = "";
        }
        if (now === run) {
          wait(false);
        }
      }
    } catch (failed) {
      lost(failed);
    }
  }

  // Rows that stand there while others are still to come are not what is asked for.
  function wait(on) {
    clearTimeout(slow);
    list.setAttribute("aria-busy", String(on));
  }

  function lost() {
    wait(false);
    count.querySelector("span").textContent = word("lost");
    count.querySelector("b").textContent = "";
  }

  // the address

  function read() {
    const said = new URLSearchParams(location.search);
    facets.forEach((each) => each.inputs.forEach((input) => {
      input.checked = said.getAll(each.name).includes(input.value);
    }));
    const orders = [...sort.options].map((option) => option.value);
    sort.selectedIndex = Math.max(0, orders.indexOf(said.get("sort")));
    return update();
  }

  function write() {
    const said = new URLSearchParams();
    facets.forEach((each) => chosen(each).forEach((at) => said.append(each.name, each.inputs[at].value)));
    if (sort.selectedIndex) {
      said.append("sort", sort.value);
    }
    const query = String(said);
    if (query !== location.search.slice(1)) {
      history.pushState(null, "", query ? "?" + query : location.pathname);
    }
    return update();
  }

  function empty() {
    facets.forEach((each) => each.inputs.forEach((input) => {
      input.checked = false;
    }));
    write();
    sort.focus();
  }

  // what is taken away: all that was found, in the order shown

  // A value as programs have it and as people say it.
  function field(name, at) {
    const [address, title, date] = row(at);
    if (facet[name]) {
      const ids = values(name, at).map((value) => facet[name].inputs[value].value);
      return [data.many.includes(name) ? ids : ids[0], named(name, at)];
    }
    const told = { address: data.site + address, title, date };
    const value = name in told ? told[name] : row(at)[CELLS + data.cells.indexOf(name)];
    return [value, value];
  }

  function cell(value) {
    let text = value === null ? "" : String(value).replace(/\r\n?/g, "\n");
    if (FORMULA.test(text) && !NUMBER.test(text)) {
      text = "'" + text;
    }
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  const line = (cells) => cells.map(cell).join(",") + "\r\n";

  function written(type, rows) {
    const names = data.columns.map(([name]) => name);
    if (type === "json") {
      const told = rows.map((at) => Object.fromEntries(names.map((name) => [name, field(name, at)[0]])));
      return JSON.stringify(told, null, 1) + "\n";
    }
    const lines = rows.map((at) => line(names.map((name) => field(name, at)[1])));
    return BOM + line(data.columns.map(([, head]) => head)) + lines.join("");
  }

  async function take(type) {
    const rows = hits;
    try {
      await fetchRows(rows);
    } catch (failed) {
      lost(failed);
      return;
    }
    const kinds = { csv: "text/csv;charset=utf-8", json: "application/json" };
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([written(type, rows)], { type: kinds[type] }));
    link.download = `${document.querySelector("h1").textContent}.${type}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // the sheet of filters on a phone

  function around(node, quiet) {
    for (let each = node; each !== document.body; each = each.parentElement) {
      [...each.parentElement.children].filter((other) => other !== each).forEach((other) => {
        other.inert = quiet;
      });
    }
  }

  function open(now) {
    if (now === sift.classList.contains("is-open")) {
      return;
    }
    sift.classList.toggle("is-open", now);
    document.documentElement.classList.toggle("jp-still", now);
    around(sift, now);
    if (now) {
      sift.setAttribute("role", "dialog");
      sift.setAttribute("aria-modal", "true");
      opener = document.activeElement;
      part("shut").focus();
    } else {
      sift.removeAttribute("role");
      sift.removeAttribute("aria-modal");
      opener.focus();
    }
  }

  // What notices are on the visitor's own day, as in notice.js.
  function turn() {
    const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
    Object.entries(data.turns).forEach(([at, turns]) => {
      const state = turns.filter(([since], place) => !place || since <= today).pop()[1];
      const value = facet.state.inputs.findIndex((input) => input.value === state);
      if (value >= 0) {
        facet.state.codes[at] = facet.state.sets.push([value]) - 1;
      }
    });
  }

  function begin(directory) {
    data = directory;
    facets.forEach((each) => {
      const [sets, codes] = data.facets[each.name];
      each.sets = sets;
      each.codes = codes.split("").map((sign) => sign.charCodeAt(0) - FIRST);
    });
    if (!script.hasAttribute("data-fixed")) {
      turn();
    }
    box.querySelectorAll("[disabled]").forEach((node) => {
      node.disabled = false;
    });
    facets.forEach((each) => {
      each.node.addEventListener("change", write);
      if (each.all) {
        each.all.addEventListener("click", () => {
          each.all.setAttribute("aria-expanded", String(each.all.getAttribute("aria-expanded") !== "true"));
          boxes(filter()[1]);
        });
      }
    });
    sort.addEventListener("change", write);
    part("clear").addEventListener("click", empty);
    more.addEventListener("click", async () => {
      const at = drawn;
      await show().catch(lost);
      const link = list.querySelectorAll("a")[at];
      if (link) {
        link.focus();
      }
    });
    part("take-csv").addEventListener("click", () => take("csv"));
    part("take-json").addEventListener("click", () => take("json"));
    part("open").addEventListener("click", () => open(true));
    box.querySelectorAll("[data-shut]").forEach((node) => node.addEventListener("click", () => open(false)));
    document.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
    window.matchMedia("(min-width:60em)").addEventListener("change", () => open(false));
    window.addEventListener("popstate", read);
    return read();
  }

  if (location.search) {
    wait(true);
    slow = setTimeout(() => {
      count.querySelector("b").textContent = "";
      count.querySelector("span").textContent = say("say-wait");
    }, PATIENCE);
  }
  load(kind, /\.(\w+)\.js$/.exec(say("data"))[1]).then(begin).catch(lost);
})();
