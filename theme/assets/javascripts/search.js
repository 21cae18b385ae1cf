// The search: reads the index of generator/website/search.py file by file, as it is needed, from a server or a disk, and
// shows what holds every word that was typed, as it is typed. Every word of the page comes from the page. Text of records
// becomes text nodes and nothing else.
(function () {
  "use strict";
  var script = document.currentScript;
  var form = document.querySelector("[data-search]");
  if (!script || !form) {
    return;
  }
  var PAGE = 20; // how many results are shown at once
  var AHEAD = 400; // so many that may not hold the words are looked through by themselves, so that the count is exact
  var READ = 100; // KB of postings that are read to narrow a long search; the texts say the rest
  var BEFORE = 22, WINDOW = 84; // characters of a line before what was found, and in all
  var FIRST = 38, SKIPPED = 92, FINAL = 54, MORE = 34; // as in generator/website/search.py
  var FACETS = ["kind", "year", "studio"];
  var input = form.querySelector("input");
  var list = document.querySelector("[data-found]");
  var status = document.querySelector("[data-status]");
  var more = document.querySelector("[data-more]");
  var lists = document.querySelector("[data-lists]");
  var held = {}, asked = {}, map = {}, blocks = {};
  var index, total, run, timer, composing, settled;

  function word(name, count) {
    return script.getAttribute("data-" + name).replace("{count}", count);
  }

  function element(name, kind, text) {
    var made = document.createElement(name);
    made.className = kind;
    made.textContent = text || "";
    return made;
  }

  // files

  window.jiangpuSearch = function (name, what) {
    held[name] = what;
  };

  function load(name, digest) {
    asked[name] = asked[name] || new Promise(function (done, failed) {
      var node = document.createElement("script");
      node.src = script.getAttribute("data-index").replace(/index\.\w+\.js$/, name + "." + digest + ".js");
      node.onload = function () {
        done(held[name]);
      };
      node.onerror = function () {
        delete asked[name];
        failed(new Error(name));
      };
      document.head.appendChild(node);
    });
    return asked[name];
  }

  // The last file of those that begin one after the other which begins no later.
  function holding(files, first) {
    var low = 0, high = files.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (files[middle][0] <= first) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  function entry(number) {
    var file = holding(index.texts, number);
    return held["text-" + file][number - index.texts[file][0]];
  }

  function texts(numbers) {
    return Promise.all(numbers.map(function (number) {
      var file = holding(index.texts, number);
      return load("text-" + file, index.texts[file][1]);
    }));
  }

  // postings

  function folded(text) {
    return text.replace(/[^]/g, function (sign) {
      return map[sign] || sign;
    });
  }

  function mark(set, code, bits) {
    var at, value, number = -1, high = 0;
    if (code.charAt(0) === "!") {
      for (at = 1; at < code.length; at += 1) {
        value = code.charCodeAt(at);
        value -= FIRST + (value > SKIPPED);
        for (number = 0; number < 6; number += 1) {
          if (value >> number & 1) {
            set[(at - 1) * 6 + number] |= bits;
          }
        }
      }
      return;
    }
    for (at = 0; at < code.length; at += 1) {
      value = code.charCodeAt(at);
      if (value > SKIPPED) {
        high = high * MORE + value - SKIPPED;
      } else {
        number += high * FINAL + value - FIRST + 1;
        set[number] |= bits;
        high = 0;
      }
    }
  }

  // Where a pair stands, or its first character where there is no second: 1 anywhere, 3 in a name.
  function places(first, second) {
    var set = new Uint8Array(total);
    var shard = held["grams-" + holding(index.grams, first)];
    var block = shard && shard[first];
    if (block) {
      blocks[first] = blocks[first] || block[1].split(" ");
      blocks[first].forEach(function (code, at) {
        if (!second || block[0].charAt(at) === second) {
          code.split("#").forEach(function (part, named) {
            mark(set, part, named ? 3 : 1);
          });
        }
      });
    }
    return set;
  }

  // What may hold all the words: every entry's bits, and whether they are exact.
  function candidates(words) {
    var pairs = [], files = {}, size = 0, exact = true;
    words.forEach(function (text) {
      for (var at = 0; at === 0 || at < text.length - 1; at += 1) {
        pairs.push([text.charAt(at), text.charAt(at + 1), holding(index.grams, text.charAt(at))]);
      }
      exact = exact && text.length < 3;
    });
    pairs.sort(function (one, other) {
      return index.grams[one[2]][2] - index.grams[other[2]][2];
    });
    pairs = pairs.filter(function (pair, at) {
      if (!files[pair[2]]) {
        size += index.grams[pair[2]][2];
        if (at && size > READ) {
          exact = false;
          return false;
        }
        files[pair[2]] = load("grams-" + pair[2], index.grams[pair[2]][1]);
      }
      return true;
    });
    return Promise.all(Object.keys(files).map(function (file) {
      return files[file];
    })).then(function () {
      var bits = new Uint8Array(total).fill(3);
      pairs.forEach(function (pair) {
        var set = places(pair[0], pair[1]);
        for (var number = 0; number < total; number += 1) {
          bits[number] &= set[number];
        }
      });
      return { bits: bits, exact: exact };
    });
  }

  // filters

  function values(facet, number) {
    if (facet === "studio") {
      return index.sets[index.set.charCodeAt(number) - FIRST].map(function (at) {
        return index.studios[at][0];
      });
    }
    var value = index[facet].charCodeAt(number) - FIRST;
    return value ? [facet === "kind" ? index.kinds[value - 1][0] : index.years[value - 1]] : [];
  }

  function passes(number, but) {
    return FACETS.every(function (facet) {
      var wanted = form.elements[facet].value;
      return facet === but || !wanted || values(facet, number).indexOf(wanted) >= 0;
    });
  }

  // Values that would leave nothing cannot be chosen.
  function offer(bits) {
    FACETS.forEach(function (facet) {
      var there = {};
      for (var number = 0; number < total; number += 1) {
        if (bits[number] && passes(number, facet)) {
          values(facet, number).forEach(function (value) {
            there[value] = true;
          });
        }
      }
      [].forEach.call(form.elements[facet].options, function (option) {
        option.disabled = option.value && !there[option.value] && !option.selected;
      });
    });
  }

  function fill() {
    var given = { kind: index.kinds, year: index.years.map(function (year) {
      return [year, year];
    }), studio: index.studios };
    FACETS.forEach(function (facet) {
      given[facet].forEach(function (value) {
        form.elements[facet].add(new Option(value[1], value[0]));
      });
    });
  }

  // results

  function holds(text, words) {
    text = folded(text);
    return words.filter(function (each) {
      return text.indexOf(each) >= 0;
    });
  }

  // 3 if the names hold every word, 1 if the entry does, 0 if it does not.
  function weigh(number, words) {
    var found = entry(number);
    var named = holds(found[1].join("\n"), words).length === words.length;
    return named ? 3 : holds(found[1].concat(found[2]).join("\n"), words).length === words.length ? 1 : 0;
  }

  // Goes on until `want` results are certain or nothing is left.
  function advance(now, want) {
    while (now.exact && now.queue.length && now.sure.length < want) {
      now.sure.push(now.queue.shift());
    }
    if (now.sure.length >= want || !now.queue.length || now !== run) {
      return Promise.resolve();
    }
    var next = now.queue.slice(0, PAGE);
    return texts(next).then(function () {
      now.queue.splice(0, next.length);
      var late = next.filter(function (number) {
        var weight = weigh(number, now.words);
        if (weight && weight >= now.bits[number]) {
          now.sure.push(number);
        } else if (weight) {
          now.bits[number] = 1;
          return true;
        }
        return false;
      });
      if (late.length) {
        now.queue = now.queue.concat(late).sort(now.order);
      }
      return advance(now, want);
    });
  }

  function ranges(text, words) {
    var plain = folded(text), found = [];
    words.forEach(function (each) {
      for (var at = plain.indexOf(each); at >= 0; at = plain.indexOf(each, at + 1)) {
        found.push([at, at + each.length]);
      }
    });
    found.sort(function (one, other) {
      return one[0] - other[0] || one[1] - other[1];
    });
    return found.reduce(function (joined, each) {
      var last = joined[joined.length - 1];
      if (last && each[0] <= last[1]) {
        last[1] = Math.max(last[1], each[1]);
      } else {
        joined.push(each);
      }
      return joined;
    }, []);
  }

  // A text from one place to another, with what was found in marks.
  function marked(node, text, words, from, to) {
    var at = from;
    ranges(text, words).forEach(function (range) {
      if (range[1] > from && range[0] < to) {
        var start = Math.max(range[0], from), end = Math.min(range[1], to);
        node.appendChild(document.createTextNode(text.slice(at, start)));
        node.appendChild(element("mark", "", text.slice(start, end)));
        at = end;
      }
    });
    node.appendChild(document.createTextNode(text.slice(at, to)));
    return node;
  }

  function excerpt(line, words) {
    var found = ranges(line, words)[0] || [0, 0];
    var from = Math.max(0, Math.min(found[0] - BEFORE, line.length - WINDOW));
    var to = Math.min(line.length, Math.max(from + WINDOW, found[1]));
    from += /[\uDC00-\uDFFF]/.test(line.charAt(from)); // never half a character
    to += /[\uDC00-\uDFFF]/.test(line.charAt(to));
    var node = element("p", "jp-found__said", from ? "…" : "");
    marked(node, line, words, from, to);
    node.appendChild(document.createTextNode(to < line.length ? "…" : ""));
    return node;
  }

  // Lines that hold the words which the title does not; else the first that holds one, else the first.
  function excerpts(found, words) {
    var rest = found[1].slice(1).concat(found[2]);
    var open = words.filter(function (each) {
      return !holds(found[1][0], [each]).length;
    });
    var lines = open.map(function (each) {
      return rest.filter(function (line) {
        return holds(line, [each]).length;
      })[0];
    });
    lines = lines.length ? lines : [rest.filter(function (line) {
      return holds(line, words).length;
    })[0] || found[2][0]];
    return lines.filter(function (line, at) {
      return line && lines.indexOf(line) === at;
    }).slice(0, 2);
  }

  function result(number, words) {
    var found = entry(number);
    var item = element("li", "");
    var link = element("a", "");
    link.href = found[0];
    marked(link, found[1][0], words, 0, found[1][0].length);
    item.appendChild(element("h2", "jp-found__title")).appendChild(link);
    var about = [index.kinds[index.kind.charCodeAt(number) - FIRST - 1][1]];
    index.sets[index.set.charCodeAt(number) - FIRST].slice(0, 3).forEach(function (at) {
      about.push(index.studios[at][1]);
    });
    var about_line = element("p", "jp-found__about");
    about.concat(values("year", number)).forEach(function (text) {
      about_line.appendChild(element("span", "", text));
    });
    item.appendChild(about_line);
    excerpts(found, words).forEach(function (line) {
      item.appendChild(excerpt(line, words));
    });
    return item;
  }

  function tell(now) {
    var count = now.sure.length + now.queue.length;
    var sure = now.exact || !now.queue.length;
    status.textContent = count ? word(sure ? "count" : "most", count) : word("none");
    more.hidden = now.shown >= count;
  }

  function show(now, upto) {
    return advance(now, upto).then(function () {
      var next = now.sure.slice(now.shown, upto);
      return texts(next).then(function () {
        if (now !== run) {
          return;
        }
        if (!now.shown) {
          list.textContent = "";
        }
        next.forEach(function (number) {
          list.appendChild(result(number, now.words));
        });
        now.shown += next.length;
        tell(now);
        if (!now.exact && now.queue.length && now.queue.length <= AHEAD) {
          return advance(now, Infinity).then(function () {
            if (now === run) {
              tell(now);
            }
          });
        }
      });
    });
  }

  function search() {
    var words = folded(input.value).split(/\s+/).filter(function (each, at, all) {
      return each && all.indexOf(each) === at;
    });
    var now = run = { words: words, sure: [], shown: 0, exact: true, queue: [] };
    lists.hidden = Boolean(words.length);
    if (!words.length) {
      list.textContent = status.textContent = "";
      more.hidden = true;
      offer(new Uint8Array(total).fill(1));
      return;
    }
    candidates(words).then(function (found) {
      if (now !== run) {
        return;
      }
      now.bits = found.bits;
      now.exact = found.exact;
      now.order = function (one, other) {
        return now.bits[other] - now.bits[one] || one - other;
      };
      for (var number = 0; number < total; number += 1) {
        if (now.bits[number] && passes(number)) {
          now.queue.push(number);
        }
      }
      now.queue.sort(now.order);
      offer(now.bits);
      return show(now, PAGE);
    }).catch(lost);
  }

  function lost() {
    status.textContent = word("lost");
  }

  // the address

  function read() {
    var given = new URLSearchParams(location.search);
    input.value = given.get("q") || "";
    FACETS.forEach(function (facet) {
      form.elements[facet].value = given.get(facet) || "";
      form.elements[facet].selectedIndex = Math.max(0, form.elements[facet].selectedIndex);
    });
    search();
  }

  // What is typed takes the place of what was typed before, until it is settled by the Enter key.
  function write() {
    var said = new URLSearchParams();
    ["q"].concat(FACETS).forEach(function (name) {
      if (form.elements[name].value) {
        said.set(name, form.elements[name].value);
      }
    });
    var address = String(said) ? "?" + said : location.pathname;
    if (address !== (location.search || location.pathname)) {
      history[settled ? "pushState" : "replaceState"](null, "", address);
      settled = false;
    }
    search();
  }

  function soon() {
    clearTimeout(timer);
    if (!composing) {
      timer = setTimeout(write, 60);
    }
  }

  function links() {
    return [].slice.call(list.querySelectorAll("a"));
  }

  load("index", /index\.(\w+)\.js$/.exec(script.getAttribute("data-index"))[1]).then(function (directory) {
    index = directory;
    total = index.kind.length;
    index.fold.split("\n").forEach(function (group) {
      for (var at = 1; at < group.length; at += 1) {
        map[group.charAt(at)] = group.charAt(0);
      }
    });
    fill();
    form.hidden = false;
    read();
    if (!input.value) {
      input.focus();
    }
    input.addEventListener("compositionstart", function () {
      composing = true;
      clearTimeout(timer);
    });
    input.addEventListener("compositionend", function () {
      composing = false;
      soon();
    });
    input.addEventListener("input", soon);
    form.addEventListener("change", function (event) {
      if (event.target !== input) {
        write();
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      clearTimeout(timer);
      write();
      settled = true;
    });
    more.addEventListener("click", function () {
      var last = run.shown;
      show(run, last + PAGE).then(function () {
        if (links()[last]) {
          links()[last].focus();
        }
      }).catch(lost);
    });
    document.addEventListener("keydown", function (event) {
      var all = [input].concat(links());
      var at = all.indexOf(event.target);
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || at < 0) {
        return;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        input.value = at ? input.value : "";
        input.focus();
        soon();
      } else if (step && all[at + step]) {
        event.preventDefault();
        all[at + step].focus();
      }
    });
    window.addEventListener("popstate", read);
  }).catch(lost);
})();
