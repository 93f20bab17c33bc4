extension AlignmentReviewPage {
  /// What the page does.
  ///
  /// A bead is never changed but replaced, so that undoing is taking back the list of before.
  static let script = #"""
    (function () {
      "use strict";
      var json = document.getElementById("data").textContent;
      var data = JSON.parse(json), documents = data.documents, options = data.options;
      var pages = document.getElementById("pages"), said = document.getElementById("said");
      var threshold = options.threshold;
      function fingerprint(text) {
        var hash = 2166136261;
        for (var i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
        return (hash >>> 0).toString(16) + "-" + text.length;
      }
      var key = "tolmach-review-" + fingerprint(json);

      // The state: for each pair of pages its beads.
      function range(from, to) { var list = []; while (from < to) list.push(from++); return list; }
      function fresh() {
        return documents.map(function (pair) {
          return pair.beads.map(function (bead) {
            return { source: range(bead[0], bead[1]), target: range(bead[2], bead[3]), sure: bead[4],
              moved: bead[5] === 1, state: "" };
          });
        });
      }
      function restored() {
        try {
          var saved = JSON.parse(localStorage.getItem(key));
          if (!saved || saved.length !== documents.length) return null;
          return saved.map(function (beads) {
            return beads.map(function (bead) {
              return { source: bead[0], target: bead[1], sure: bead[2], moved: bead[3] === 1, state: bead[4],
                edited: bead[5] === 1 };
            });
          });
        } catch (error) { return null; }
      }
      var canSave = true, timer;
      function save() {
        clearTimeout(timer);
        timer = setTimeout(saveNow, 150);
      }
      function saveNow() {
        clearTimeout(timer);
        try {
          localStorage.setItem(key, JSON.stringify(lists.map(function (beads) {
            return beads.map(function (bead) {
              return [bead.source, bead.target, bead.sure, bead.moved ? 1 : 0, bead.state, bead.edited ? 1 : 0];
            });
          })));
        } catch (error) {
          if (canSave) say("This browser keeps nothing; export before you close the page.");
          canSave = false;
        }
      }
      var lists = restored() || fresh();
      var past = [], future = [];
      var current = { page: 0, bead: null }, side = "target", filter = "all";
      function say(text) { said.textContent = text; }

      // Showing.
      var rows = new WeakMap();
      var containers = documents.map(function (pair) {
        var section = element("section", "pages");
        var title = element("h2");
        title.append(named("bdi", pair.source.page), " ↔ ", named("bdi", pair.target.page));
        var meta = element("p", "meta");
        meta.textContent = pair.source.name + " ↔ " + pair.target.name + " · their words go together: "
          + Math.round(pair.quality * 100) + " %";
        section.append(title, meta);
        if (pair.objection) section.append(named("p", pair.objection, "objection"));
        var list = element("ol", "beads");
        section.append(list);
        pages.append(section);
        return list;
      });
      function element(name, style) {
        var made = document.createElement(name);
        if (style) made.className = style;
        return made;
      }
      function named(name, text, style) {
        var made = element(name, style);
        made.textContent = text;
        return made;
      }
      function isPair(bead) { return bead.source.length > 0 && bead.target.length > 0; }
      function isDoubtful(bead) { return isPair(bead) && !bead.edited && bead.sure < threshold; }
      function shown(bead) {
        switch (filter) {
        case "open": return isPair(bead) && !bead.state;
        case "doubtful": return isDoubtful(bead);
        case "alone": return !isPair(bead);
        case "accepted": case "rejected": return bead.state === filter;
        default: return true;
        }
      }
      function sideOf(pair, bead, name) {
        var page = pair[name], cell = element("div", "side " + name);
        cell.lang = page.language;
        cell.dir = page.direction;
        bead[name].forEach(function (index) {
          var line = named("p", page.sentences[index][0]);
          line.title = page.page + ":" + page.sentences[index][1];
          cell.append(line);
        });
        if (!bead[name].length) cell.append(named("span", "no partner", "none"));
        return cell;
      }
      function row(bead, index) {
        var made = rows.get(bead);
        if (made) return made;
        var pair = documents[index];
        made = element("li");
        made.tabIndex = -1;
        made.bead = bead;
        made.page = index;
        var state = element("div", "state");
        state.append(element("b"), element("span", "sure"));
        made.append(state, sideOf(pair, bead, "source"), sideOf(pair, bead, "target"));
        rows.set(bead, made);
        return made;
      }
      function dress(made, number) {
        var bead = made.bead, names = ["bead"];
        if (bead.state) names.push(bead.state);
        if (isDoubtful(bead)) names.push("doubtful");
        if (!isPair(bead)) names.push("alone");
        if (bead === current.bead) names.push("current");
        names = names.join(" ");
        if (made.className !== names) made.className = names;
        var hidden = !shown(bead) && bead !== current.bead;
        if (made.hidden !== hidden) made.hidden = hidden;
        var marks = { accepted: "✓", rejected: "✗" };
        var label = number + (bead.state ? " " + marks[bead.state] : "");
        var head = made.firstChild.firstChild, sure = made.firstChild.lastChild;
        if (head.textContent !== label) head.textContent = label;
        var text = bead.edited ? "edited" : isPair(bead) ? Math.round(bead.sure * 100) + " %" : "";
        if (bead.moved) text += (text ? ", " : "") + "moved";
        if (sure.textContent !== text) sure.textContent = text;
        if (bead === current.bead) {
          made.children[1].classList.toggle("active", side === "source");
          made.children[2].classList.toggle("active", side === "target");
        }
      }
      function render() {
        var accepted = 0, rejected = 0, pairs = 0;
        lists.forEach(function (beads, index) {
          var container = containers[index], node = container.firstChild;
          beads.forEach(function (bead, number) {
            var made = row(bead, index);
            if (made === node) node = node.nextSibling;
            else container.insertBefore(made, node);
            dress(made, number + 1);
            if (!isPair(bead)) return;
            pairs += 1;
            if (bead.state === "accepted") accepted += 1;
            if (bead.state === "rejected") rejected += 1;
          });
          while (node) { var next = node.nextSibling; node.remove(); node = next; }
        });
        var bar = document.getElementById("done");
        bar.max = Math.max(1, pairs);
        bar.value = accepted + rejected;
        document.getElementById("counts").textContent = (accepted + rejected) + " of " + pairs + " pairs reviewed: "
          + accepted + " accepted, " + rejected + " rejected";
        document.querySelector("[data-do=undo]").disabled = !past.length;
        document.querySelector("[data-do=redo]").disabled = !future.length;
      }
      function visible() {
        var all = [];
        lists.forEach(function (beads, page) {
          beads.forEach(function (bead) { if (shown(bead)) all.push({ page: page, bead: bead }); });
        });
        return all;
      }
      function select(page, bead, scrolls) {
        var old = current.bead && rows.get(current.bead);
        current = { page: page, bead: bead };
        render();
        if (old) Array.from(old.children).forEach(function (cell) { if (old.bead !== bead) cell.classList.remove("active"); });
        var made = bead && rows.get(bead);
        if (!made) return;
        made.focus({ preventScroll: true });
        if (scrolls !== false) made.scrollIntoView({ block: "nearest" });
      }
      function step(by) {
        var all = [], place = -1;
        lists.forEach(function (beads, page) {
          beads.forEach(function (bead) {
            if (bead === current.bead) place = all.length;
            if (shown(bead) || bead === current.bead) all.push({ page: page, bead: bead });
          });
        });
        if (!all.length) return;
        var next = all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + by))];
        select(next.page, next.bead);
      }

      // Changing.
      function change(page, first, count, beads, focus) {
        past.push({ page: page, list: lists[page], bead: current.bead });
        if (past.length > 1000) past.shift();
        future = [];
        var list = lists[page].slice();
        list.splice.apply(list, [first, count].concat(beads));
        lists[page] = list;
        save();
        if (focus !== undefined) select(page, focus);
      }
      function place() { return lists[current.page].indexOf(current.bead); }
      function edited(source, target) {
        return { source: source, target: target, sure: 1, moved: false, state: "", edited: true };
      }
      function withState(bead, state) {
        return { source: bead.source, target: bead.target, sure: bead.sure, moved: bead.moved,
          edited: bead.edited, state: state };
      }
      function mark(state) {
        var index = place();
        if (index < 0 || !isPair(current.bead) && state) return step(1);
        var made = withState(current.bead, state);
        // The next is looked for before this one drops out of a filter.
        var all = visible(), at = all.findIndex(function (entry) { return entry.bead === current.bead; });
        var next = all[at + 1];
        change(current.page, index, 1, [made], made);
        say(state || "to be reviewed");
        if (state && next) select(next.page, next.bead);
      }
      function merge() {
        var list = lists[current.page], index = place();
        if (index < 0 || index + 1 >= list.length) return say("Nothing follows.");
        var one = list[index], two = list[index + 1];
        var made = edited(one.source.concat(two.source), one.target.concat(two.target));
        change(current.page, index, 2, [made], made);
        say("merged");
      }
      function split() {
        var bead = current.bead, index = place();
        if (index < 0) return;
        var parts;
        if (Math.max(bead.source.length, bead.target.length) > 1) {
          parts = [edited(bead.source.slice(0, 1), bead.target.slice(0, 1)),
            edited(bead.source.slice(1), bead.target.slice(1))];
        } else if (isPair(bead)) {
          parts = [edited(bead.source, []), edited([], bead.target)];
        } else { return say("One sentence cannot be split."); }
        change(current.page, index, 1, parts, parts[0]);
        say("split");
      }
      function shift(name, by) {
        var list = lists[current.page], index = place(), bead = current.bead;
        var other = list[index + by];
        if (index < 0) return;
        if (!bead[name].length) return say("This side has no sentence.");
        var rest = bead[name].slice(), moved = by < 0 ? rest.shift() : rest.pop();
        function replaced(old, sentences) {
          return name === "source" ? edited(sentences, old.target) : edited(old.source, sentences);
        }
        var self = replaced(bead, rest);
        var isEmpty = !self.source.length && !self.target.length;
        var neighbour = other
          ? replaced(other, by < 0 ? other[name].concat(moved) : [moved].concat(other[name]))
          : replaced(edited([], []), [moved]);
        if (isEmpty && !other) return say("Nothing is there.");
        var parts = isEmpty ? [neighbour] : by < 0 ? [neighbour, self] : [self, neighbour];
        var first = other && by < 0 ? index - 1 : index;
        change(current.page, first, other ? 2 : 1, parts, isEmpty ? neighbour : self);
        say("moved");
      }
      function travel(from, to) {
        var last = from.pop();
        if (!last) return say("Nothing to take back.");
        to.push({ page: last.page, list: lists[last.page], bead: current.bead });
        lists[last.page] = last.list;
        save();
        var bead = last.bead && last.list.indexOf(last.bead) >= 0 ? last.bead : last.list[0];
        select(last.page, bead);
      }
      function acceptAll() {
        var level = Number(document.getElementById("level").value) / 100, count = 0;
        lists.forEach(function (list, page) {
          var made = list.map(function (bead) {
            if (!isPair(bead) || bead.state || bead.sure < level) return bead;
            count += 1;
            return withState(bead, "accepted");
          });
          var at = list.indexOf(current.bead);
          if (made.some(function (bead, index) { return bead !== list[index]; })) {
            change(page, 0, list.length, made);
            if (at >= 0) current = { page: page, bead: made[at] };
          }
        });
        say(count + " accepted");
        select(current.page, current.bead, false);
      }

      // Writing TMX 1.4.
      function escaped(text) {
        return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
          .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd")
          .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
          .replace(/\r/g, "&#13;");
      }
      function segment(page, list) {
        return list.map(function (index, at) {
          var sentence = page.sentences[index], before = at ? page.sentences[list[at - 1]] : null;
          var glue = before ? (before[2] === sentence[2] ? page.glue : " ") : "";
          return glue + (sentence[3] === undefined ? escaped(sentence[0]) : sentence[3]);
        }).join("");
      }
      function stamp() { return new Date().toISOString().replace(/[-:]|\.\d+/g, ""); }
      function tmx() {
        var all = document.getElementById("what").value === "kept";
        var first = documents.length ? documents[0].source.language : "*all*";
        var same = documents.every(function (pair) { return pair.source.language === first; });
        var out = ['<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
          '<tmx version="1.4">', '  <header creationtool="' + escaped(options.tool) + '" creationtoolversion="'
          + escaped(options.version) + '" segtype="sentence" o-tmf="tolmach" adminlang="en" srclang="'
          + escaped(same ? first : "*all*") + '" datatype="html"/>', "  <body>"];
        var now = stamp(), user = options.user ? ' changeid="' + escaped(options.user) + '"' : "", count = 0;
        documents.forEach(function (pair, page) {
          function variant(name, list) {
            var sentence = pair[name].sentences[list[0]];
            return '      <tuv xml:lang="' + escaped(pair[name].language) + '"><prop type="place">'
              + escaped(pair[name].page + ":" + sentence[1]) + "</prop><seg>" + segment(pair[name], list) + "</seg></tuv>";
          }
          lists[page].forEach(function (bead) {
            if (!isPair(bead) || bead.state === "rejected" || (!all && bead.state !== "accepted")) return;
            count += 1;
            var reviewed = bead.state === "accepted";
            out.push('    <tu srclang="' + escaped(pair.source.language) + '" changedate="' + now + '"' + user + ">",
              '      <prop type="confidence">' + (reviewed ? 1 : bead.sure) + "</prop>",
              '      <prop type="review">' + (reviewed ? "accepted" : "open") + "</prop>",
              variant("source", bead.source), variant("target", bead.target), "    </tu>");
          });
        });
        out.push("  </body>", "</tmx>", "");
        return { text: out.join("\n"), count: count };
      }
      function download() {
        var made = tmx();
        if (!made.count) return alert("No pair is accepted yet; accept some, or export all but the rejected ones.");
        var link = element("a");
        link.href = URL.createObjectURL(new Blob([made.text], { type: "application/x-tmx+xml" }));
        var name = documents[0].source.page.split(/[\/\\]/).pop().replace(/\.[^.]*$/, "") || "reviewed";
        link.download = name + "." + documents[0].source.language + "-" + documents[0].target.language + ".tmx";
        link.click();
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
        say(made.count + " units exported");
      }

      // Hands.
      var actions = {
        next: function () { step(1); }, previous: function () { step(-1); },
        accept: function () { mark("accepted"); }, reject: function () { mark("rejected"); },
        open: function () { mark(""); }, merge: merge, split: split,
        sourceUp: function () { shift("source", -1); }, sourceDown: function () { shift("source", 1); },
        targetUp: function () { shift("target", -1); }, targetDown: function () { shift("target", 1); },
        sideUp: function () { shift(side, -1); }, sideDown: function () { shift(side, 1); },
        left: function () { side = "source"; render(); }, right: function () { side = "target"; render(); },
        undo: function () { travel(past, future); }, redo: function () { travel(future, past); },
        export: download, help: function () { document.getElementById("keys").showModal(); }
      };
      var keys = { j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", a: "accept", Enter: "accept",
        r: "reject", Delete: "reject", u: "open", m: "merge", s: "split", ArrowLeft: "left", ArrowRight: "right",
        z: "undo", y: "redo", e: "export", "?": "help" };
      document.addEventListener("keydown", function (event) {
        var tag = event.target.tagName;
        if (tag === "INPUT" || tag === "SELECT" || event.altKey || document.getElementById("keys").open) return;
        if (tag === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
        var name;
        if (event.ctrlKey || event.metaKey) {
          var letter = event.key.toLowerCase();
          name = letter === "z" ? (event.shiftKey ? "redo" : "undo") : letter === "y" ? "redo" : null;
        } else if (event.shiftKey && event.key === "ArrowUp") { name = "sideUp";
        } else if (event.shiftKey && event.key === "ArrowDown") { name = "sideDown";
        } else { name = keys[event.key] || keys[event.key.toLowerCase()]; }
        if (!name) return;
        event.preventDefault();
        actions[name]();
      });
      document.getElementById("tools").addEventListener("click", function (event) {
        var button = event.target.closest("[data-do]");
        if (button) actions[button.dataset.do]();
      });
      pages.addEventListener("click", function (event) {
        var made = event.target.closest(".bead");
        if (!made || String(getSelection())) return;
        var cell = event.target.closest(".side");
        if (cell) side = cell.classList.contains("source") ? "source" : "target";
        select(made.page, made.bead, false);
      });
      document.getElementById("filter").addEventListener("change", function (event) {
        filter = event.target.value;
        render();
        var all = visible();
        if (all.length && !shown(current.bead)) select(all[0].page, all[0].bead);
      });
      document.getElementById("accept-all").addEventListener("click", acceptAll);
      document.getElementById("export").addEventListener("click", download);
      document.getElementById("help").addEventListener("click", actions.help);
      document.getElementById("restart").addEventListener("click", function () {
        if (!confirm("Forget all that was done on this page?")) return;
        lists = fresh();
        past = [];
        future = [];
        saveNow();
        start();
      });
      addEventListener("pagehide", saveNow);
      function start() {
        var all = visible();
        if (all.length) { select(all[0].page, all[0].bead, false); } else { render(); }
      }
      document.querySelector(".progress").hidden = false;
      document.getElementById("tools").hidden = false;
      start();
    })();
    """#
}
