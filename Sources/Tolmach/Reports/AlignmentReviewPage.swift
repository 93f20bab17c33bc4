/// The fixed parts of the page to review alignments on: its looks and its frame.
enum AlignmentReviewPage {
  static let style = """

    body { max-width: 90rem; padding-bottom: 11rem; }
    .progress { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem 1rem;
      align-items: center; margin: .8rem 0; padding: .6rem .8rem; background: var(--sheet);
      border: 1px solid var(--line); border-radius: .5rem; }
    .progress progress { flex: 1 1 10rem; height: .7rem; accent-color: var(--good); }
    .progress select, .progress input { font: inherit; font-size: .9rem; padding: .3rem .4rem;
      color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: .3rem; }
    .progress input { width: 4.2rem; }
    .primary { background: var(--link); color: var(--sheet); border-color: var(--link); font-weight: 600; }
    .pages { margin: 0 0 1.5rem; }
    .pages > h2 { margin: 1rem 0 .2rem; }
    .objection { border-inline-start: 4px solid var(--error); padding-inline-start: .8rem; }
    .beads { list-style: none; margin: .6rem 0; padding: 0; }
    .bead { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr) minmax(0, 1fr); gap: .3rem 1rem;
      padding: .55rem .7rem; background: var(--sheet); border: 1px solid var(--line);
      border-inline-start: 5px solid var(--line); margin-top: -1px; scroll-margin: 6rem 0 13rem;
      content-visibility: auto; contain-intrinsic-size: auto 4rem; cursor: pointer; }
    .bead[hidden] { display: none; }
    .bead.doubtful { border-inline-start-color: var(--warning); }
    .bead.alone { border-inline-start-color: var(--note); }
    .bead.accepted { border-inline-start-color: var(--good); background: var(--good-soft); }
    .bead.rejected { border-inline-start-color: var(--error); }
    .bead.rejected .side { text-decoration: line-through; opacity: .6; }
    .bead.current { outline: 3px solid var(--link); outline-offset: -3px; }
    .bead.current .side.active { background: var(--note-soft); border-radius: .3rem; }
    .state { font-size: .8rem; color: var(--quiet); display: flex; flex-direction: column; gap: .15rem; }
    .state b { color: var(--ink); font-weight: 600; }
    .doubtful .state .sure { color: var(--warning); font-weight: 600; }
    .side { padding: .1rem .3rem; min-height: 1.5rem; }
    .side p { margin: 0 0 .25rem; white-space: pre-wrap; }
    .side p + p { border-top: 1px dashed var(--line); padding-top: .25rem; }
    .side .none { color: var(--quiet); font-style: italic; font-size: .9rem; }
    #tools { position: fixed; inset: auto 0 0 0; z-index: 3; padding: .5rem max(.8rem, calc(50% - 44rem));
      background: var(--sheet); border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .35rem; }
    #tools button { min-height: 2.4rem; }
    #tools .gap { flex: 1 1 auto; }
    #tools button kbd { font: inherit; font-size: .75rem; color: var(--quiet); margin-inline-start: .3rem; }
    .good { color: var(--good); } .bad { color: var(--error); }
    dialog { max-width: 34rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--line);
      border-radius: .5rem; }
    dialog td { padding: .15rem .8rem .15rem 0; vertical-align: top; }
    kbd { font-family: ui-monospace, monospace; font-size: .85em; }
    #said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    @media (max-width: 48rem) {
      body { padding-bottom: 14rem; }
      .bead { grid-template-columns: minmax(0, 1fr); gap: .15rem; padding: .5rem .6rem; scroll-margin-bottom: 16rem; }
      .state { flex-direction: row; gap: .8rem; }
      .side.target { border-top: 1px solid var(--line); padding-top: .3rem; }
      #tools { padding: .4rem; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .3rem; }
      #tools .gap, #tools kbd { display: none; }
      #tools button { padding: .3rem .2rem; font-size: .82rem; min-height: 2.75rem; }
      .progress { position: static; }
    }
    @media print { #tools, .progress { display: none; } .bead { content-visibility: visible; } }
    """

  static let body = """
    <header><h1>Review of aligned pages</h1>
    <p class="meta">Accept what is right, mend what is not, and export the accepted pairs as TMX. What you do is kept
    in this browser. <button type="button" id="help">Keys <kbd>?</kbd></button></p></header>
    <noscript><p class="objection">This page needs its script to show the pairs.</p></noscript>
    <div class="progress" hidden>
    <progress id="done" max="1" value="0" aria-label="Reviewed"></progress>
    <output id="counts"></output>
    <label>Show <select id="filter"><option value="all">all</option><option value="open">not reviewed</option>
    <option value="doubtful">doubtful</option><option value="alone">without a partner</option>
    <option value="accepted">accepted</option><option value="rejected">rejected</option></select></label>
    <span><button type="button" id="accept-all">Accept all from</button>
    <input id="level" type="number" min="0" max="100" value="90" aria-label="percent"> %</span>
    <label>Export <select id="what"><option value="accepted">accepted</option>
    <option value="kept">all but rejected</option></select></label>
    <button type="button" id="export" class="primary">TMX</button>
    <button type="button" id="restart">Start over</button>
    </div>
    <main id="pages"></main>
    <nav id="tools" aria-label="Tools" hidden>
    <button type="button" data-do="previous">Previous<kbd>k</kbd></button>
    <button type="button" data-do="next">Next<kbd>j</kbd></button>
    <button type="button" data-do="accept" class="good">Accept<kbd>a</kbd></button>
    <button type="button" data-do="reject" class="bad">Reject<kbd>r</kbd></button>
    <span class="gap"></span>
    <button type="button" data-do="merge">Merge<kbd>m</kbd></button>
    <button type="button" data-do="split">Split<kbd>s</kbd></button>
    <button type="button" data-do="sourceUp" aria-label="Move the first source sentence up">Source ↑</button>
    <button type="button" data-do="sourceDown" aria-label="Move the last source sentence down">Source ↓</button>
    <button type="button" data-do="undo">Undo<kbd>z</kbd></button>
    <button type="button" data-do="redo">Redo<kbd>y</kbd></button>
    <button type="button" data-do="targetUp" aria-label="Move the first target sentence up">Target ↑</button>
    <button type="button" data-do="targetDown" aria-label="Move the last target sentence down">Target ↓</button>
    </nav>
    <dialog id="keys"><h2>Keys</h2><table>
    <tr><td><kbd>j</kbd> <kbd>↓</kbd></td><td>next pair</td></tr>
    <tr><td><kbd>k</kbd> <kbd>↑</kbd></td><td>pair before</td></tr>
    <tr><td><kbd>a</kbd> <kbd>Enter</kbd></td><td>accept, and on to the next</td></tr>
    <tr><td><kbd>r</kbd> <kbd>Delete</kbd></td><td>reject, and on to the next</td></tr>
    <tr><td><kbd>u</kbd></td><td>neither: to be reviewed again</td></tr>
    <tr><td><kbd>m</kbd></td><td>merge with the pair after</td></tr>
    <tr><td><kbd>s</kbd></td><td>split: the first sentences by themselves; one to one comes apart</td></tr>
    <tr><td><kbd>←</kbd> <kbd>→</kbd></td><td>choose a side</td></tr>
    <tr><td><kbd>Shift ↑</kbd></td><td>move that side's first sentence to the pair before</td></tr>
    <tr><td><kbd>Shift ↓</kbd></td><td>move that side's last sentence to the pair after</td></tr>
    <tr><td><kbd>z</kbd> <kbd>Ctrl Z</kbd></td><td>undo</td></tr>
    <tr><td><kbd>y</kbd> <kbd>Ctrl Shift Z</kbd></td><td>do again</td></tr>
    <tr><td><kbd>e</kbd></td><td>export</td></tr></table>
    <form method="dialog"><button>Close</button></form></dialog>
    <p id="said" role="status" aria-live="polite"></p>

    """

  static let end = "<script>\n" + script + "\n</script>\n</body>\n</html>\n"
}
