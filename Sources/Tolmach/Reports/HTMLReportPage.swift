/// The fixed parts of the HTML report.
enum HTMLReportPage {
  static func start(title: String, style more: String = "") -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';
      base-uri 'none'; form-action 'none'">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>
    \(style)\(more)
    </style>
    </head>
    <body>

    """
  }

  static let end = """
    <script>
    \(script)
    </script>
    </body>
    </html>

    """

  private static let style = """
    :root {
      color-scheme: light dark;
      --ground: #fbfbf9; --sheet: #ffffff; --ink: #1c1e21; --quiet: #5d636b; --line: #dcdfe3;
        --link: #0b57a4;
      --error: #b3261e; --error-soft: #fbdedb; --warning: #8a5300; --warning-soft: #ffe9c2;
      --note: #0b5f7a; --note-soft: #d3eef7; --good: #1b6b35; --good-soft: #e3f4e7;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #15171a; --sheet: #1d2024; --ink: #e7e9ec; --quiet: #a1a8b1; --line: #343941;
          --link: #8ec2ff;
        --error: #ff9d94; --error-soft: #56211d; --warning: #ffc867; --warning-soft: #4d3608;
        --note: #7fd6f2; --note-soft: #11404f; --good: #8fdca5; --good-soft: #1b3a25;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
    h2 { font-size: 1.05rem; margin: 0; font-family: ui-monospace, monospace; }
    h3 { font-size: .95rem; margin: 0 0 .35rem; font-weight: 600; }
    p { margin: 0 0 .4rem; }
    a { color: var(--link); }
    :focus-visible, .card:target { outline: 3px solid var(--link); outline-offset: 2px; }
    code { font-size: .85em; color: var(--quiet); font-weight: 400; }
    ul, ol { margin: .3rem 0; padding-inline-start: 1.4rem; }
    .meta { color: var(--quiet); font-size: .9rem; }
    .chip, .severity { border-radius: .3rem; padding: .08rem .45rem; font-size: .85rem; font-weight: 600; }
    .error .severity, .chip.error { background: var(--error-soft); color: var(--error); }
    .warning .severity, .chip.warning { background: var(--warning-soft); color: var(--warning); }
    .note .severity, .chip.note { background: var(--note-soft); color: var(--note); }
    .failures { margin: .6rem 0; border-inline-start: 4px solid var(--error); padding-inline-start: .8rem; }
    #filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem 1rem;
      align-items: end;
      margin: 1rem 0; padding: .8rem; background: var(--sheet); border: 1px solid var(--line);
        border-radius: .5rem; }
    #filters[hidden] { display: none; }
    #filters label, #filters legend { font-size: .85rem; color: var(--quiet); }
    #filters .wide { flex: 1 1 14rem; }
    #filters input[type=search], #filters select { display: block; width: 100%; margin-top: .15rem;
      padding: .4rem .5rem; font: inherit;
      color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: .3rem; }
    #filters fieldset { border: 0; margin: 0; padding: 0; }
    #filters fieldset label { display: inline-block; margin-inline-end: .7rem; padding: .4rem 0;
      color: var(--ink); font-size: .95rem; }
    .tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0; flex: 1 1 100%; }
    .tools output { margin-inline-end: auto; color: var(--quiet); font-size: .9rem; }
    button { font: inherit; font-size: .9rem; padding: .35rem .8rem; color: var(--ink);
      background: var(--ground);
      border: 1px solid var(--line); border-radius: .3rem; cursor: pointer; }
    button:hover { border-color: var(--link); }
    .page { margin: 0 0 1.5rem; padding: 1rem 1.2rem; background: var(--sheet);
      border: 1px solid var(--line); border-radius: .5rem;
      content-visibility: auto; contain-intrinsic-size: auto 24rem; }
    .page > .meta { margin: .1rem 0 0; }
    .extract { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); gap: .5rem 1.5rem;
      padding: .9rem 0;
      border-bottom: 1px solid var(--line); }
    .extract:last-child { border-bottom: 0; padding-bottom: 0; }
    .extract[hidden], .page[hidden], .card[hidden] { display: none; }
    .context { color: var(--quiet); font-size: .8rem; margin: 0 0 .2rem; }
    .near { color: var(--quiet); font-size: .9rem; }
    .block { white-space: pre-wrap; font-size: 1.05rem; }
    mark { border-radius: .2rem; padding: .05rem .15rem; color: inherit; box-decoration-break: clone;
      -webkit-box-decoration-break: clone; }
    mark a { color: inherit; text-decoration: none; }
    mark.error { background: var(--error-soft); box-shadow: inset 0 -2px var(--error); }
    mark.warning { background: var(--warning-soft); box-shadow: inset 0 -2px var(--warning); }
    mark.note { background: var(--note-soft); box-shadow: inset 0 -2px var(--note); }
    .card { padding: .1rem 0 .1rem .8rem; border-inline-start: 4px solid var(--line);
      margin-bottom: .8rem; font-size: .92rem;
      scroll-margin-top: 14rem; }
    .card:last-child { margin-bottom: 0; }
    .card.error { border-color: var(--error); } .card.warning { border-color: var(--warning); }
      .card.note { border-color: var(--note); }
    .found { font-style: italic; }
    .suggestion { background: var(--good-soft); border-radius: .3rem; padding: .25rem .5rem; }
    .suggestion bdi { color: var(--good); font-weight: 600; user-select: all; }
    summary { cursor: pointer; color: var(--quiet); }
    .none { font-size: 1.1rem; }
    @media (max-width: 48rem) {
      body { padding: .8rem; }
      #filters { position: static; }
      #filters label:not(.wide) { flex: 1 1 8rem; }
      #filters fieldset { flex: 1 1 100%; }
      .page { padding: .8rem; }
      .extract { grid-template-columns: minmax(0, 1fr); }
      .card { scroll-margin-top: 1rem; }
    }
    @media print { #filters { display: none; } .page { content-visibility: visible; } }
    """

  private static let script = """
    (function () {
      "use strict";
      var form = document.getElementById("filters");
      if (!form) return;
      var cards = Array.from(document.querySelectorAll(".card"));
      var texts = cards.map(function (card) {
        var marks = Array.from(card.closest(".extract").querySelectorAll("mark"));
        return marks.concat(card).map(function (part) { return part.textContent.toLowerCase(); }).join(" ");
      });
      var extracts = Array.from(document.querySelectorAll(".extract"));
      var pages = Array.from(document.querySelectorAll(".page"));
      var query = document.getElementById("query"), page = document.getElementById("page");
      var rule = document.getElementById("rule"), language = document.getElementById("language");
      var output = document.getElementById("shown");
      var severities = Array.from(form.querySelectorAll("[name=severity]"));
      function apply() {
        var text = query.value.trim().toLowerCase(), name = page.value.trim().toLowerCase();
        var allowed = severities.filter(function (box) { return box.checked;
          }).map(function (box) { return box.value; });
        var shown = 0;
        pages.forEach(function (section) {
          section.fits = section.dataset.page.toLowerCase().indexOf(name) >= 0;
          section.hidden = true;
        });
        extracts.forEach(function (extract) { extract.hidden = true; });
        cards.forEach(function (card, index) {
          var section = card.closest(".page");
          var fits = section.fits && allowed.indexOf(card.dataset.severity) >= 0
            && (!rule.value || card.dataset.rule === rule.value)
            && (!language.value || card.dataset.language === language.value)
            && (!text || texts[index].indexOf(text) >= 0);
          card.hidden = !fits;
          if (!fits) return;
          shown += 1;
          section.hidden = false;
          card.closest(".extract").hidden = false;
        });
        output.textContent = shown === cards.length
          ? shown + " shown" : shown + " of " + cards.length + " shown";
      }
      var timer;
      form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
      form.addEventListener("reset", function () { setTimeout(apply, 0); });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      var current = null;
      function step(by) {
        var visible = cards.filter(function (card) { return !card.hidden; });
        if (!visible.length) return;
        var index = visible.indexOf(current);
        index = index < 0 ? (by > 0
          ? 0 : visible.length - 1) : (index + by + visible.length) % visible.length;
        current = visible[index];
        current.tabIndex = -1;
        current.closest(".extract").scrollIntoView({ block: "center" });
        current.focus({ preventScroll: true });
      }
      document.getElementById("next").addEventListener("click", function () { step(1); });
      document.getElementById("previous").addEventListener("click", function () { step(-1); });
      form.hidden = false;
      apply();
    })();
    """
}
