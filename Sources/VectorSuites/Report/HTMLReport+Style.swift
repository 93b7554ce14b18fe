// SPDX-License-Identifier: Apache-2.0

extension HTMLReport {
    /// The page's style sheet. Every colour is a variable: light here, dark where the reader's system is.
    static let style: Markup = """
        :root {
          --page: #fafbfa; --card: #ffffff; --wash: #f1f4f3; --line: #dde3e1; --ink: #1b2220; --soft: #586461;
          --accent: #1f655c; --bar: #3f8a7f;
          --pass: #17653a; --pass-wash: #e4f2e9; --fail: #a2201b; --fail-wash: #fbe8e6; --skip: #665414;
          --skip-wash: #f4eed8;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #121615; --card: #181d1c; --wash: #1f2524; --line: #2e3735; --ink: #e3e9e7; --soft: #9ba8a4;
            --accent: #7cc9bd; --bar: #4a968b;
            --pass: #83d3a0; --pass-wash: #15301f; --fail: #ffa197; --fail-wash: #3d1c1a; --skip: #dfcb80;
            --skip-wash: #322c15;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body {
          margin: 0 auto; max-width: 1120px; padding: 0 24px 64px; background: var(--page); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
          overflow-wrap: anywhere;
        }
        code, pre {

          font: 0.92em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
        }
        a { color: var(--accent); text-underline-offset: 3px; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        p { margin: 0 0 12px; max-width: 72ch; }
        h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
        h1 { margin: 0 0 24px; font-size: 34px; font-weight: 650; letter-spacing: -0.01em; }
        h2 { margin: 0 0 20px; font-size: 24px; font-weight: 650; }
        h3 { margin: 0 0 12px; font-size: 18px; font-weight: 650; }
        h4 { margin: 20px 0 8px; font-size: 15px; font-weight: 650; }
        section { margin-top: 56px; padding-top: 28px; border-top: 1px solid var(--line); }
        article + article { margin-top: 36px; }
        .facts + article { margin-top: 32px; }
        .soft { color: var(--soft); font-weight: 400; }

        header { padding-top: 40px; }
        .brand { margin: 0 0 4px; color: var(--accent); font-weight: 600; }
        .verdict {
          display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; padding: 20px 24px; border-radius: 10px;
          border: 1px solid; border-left-width: 8px;
        }
        .verdict p { margin: 0; flex: 1 1 280px; color: var(--ink); }
        .verdict .word {
          flex: none; font-size: 40px; font-weight: 750; line-height: 1; letter-spacing: 0.03em; color: inherit;
        }
        .pass { color: var(--pass); } .fail { color: var(--fail); } .skip { color: var(--skip); }
        .verdict.pass, .badge.pass { background: var(--pass-wash); }
        .verdict.fail, .badge.fail { background: var(--fail-wash); }
        .verdict.skip, .badge.skip { background: var(--skip-wash); }
        .badge {
          display: inline-block; padding: 1px 8px; border: 1px solid; border-radius: 5px; font-size: 12px;
          font-weight: 700;
          line-height: 18px; letter-spacing: 0.04em; vertical-align: 2px; white-space: nowrap;
        }
        .figures {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 1px; margin: 20px 0 24px;
          border: 1px solid var(--line); border-radius: 10px; background: var(--line); overflow: hidden;
        }
        .figures div { padding: 14px 18px; background: var(--card); }
        .figures dt { color: var(--soft); font-size: 14px; }
        .figures dd {
          margin: 0; font-size: 24px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums;
        }
        .facts { margin: 0; }
        .facts div { display: grid; grid-template-columns: 136px 1fr; gap: 16px; padding: 5px 0; }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; }

        nav { margin-top: 28px; }
        nav ul { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 0; padding: 0; list-style: none; }

        .scroll {
          margin: 16px 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--card);
          overflow-x: auto;
        }
        table { width: 100%; border-collapse: collapse; font-size: 14.5px; overflow-wrap: break-word; }
        .hash, .files code { overflow-wrap: anywhere; }
        caption { padding: 12px 16px 10px; text-align: left; font-weight: 600; }
        th, td { padding: 7px 12px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        th:first-child, td:first-child { padding-left: 16px; }
        th:last-child, td:last-child { padding-right: 16px; }
        thead th { color: var(--soft); font-size: 13px; font-weight: 600; white-space: nowrap; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .small { min-width: 440px; } .middle { min-width: 620px; } .wide { min-width: 860px; }
        td .badge { vertical-align: 0; }
        .group th { padding: 10px 16px; font-weight: 600; background: var(--wash); }
        .whole { white-space: nowrap; }
        .line {
          display: flex; flex-wrap: wrap; gap: 0 20px; align-items: baseline; color: var(--soft); font-weight: 400;
        }
        .stay {
          position: sticky; left: 16px; width: max-content; max-width: min(1036px, calc(100vw - 82px));
          overflow-wrap: anywhere;
        }
        .hash { color: var(--soft); font-size: 12px; font-weight: 400; }
        .edition { white-space: nowrap; font-size: 13px; }
        .files, .reasons { margin: 0; padding: 0; list-style: none; }
        .files { min-width: 250px; }
        .reasons { color: var(--soft); font-size: 13px; }
        .remarks { margin: 0 0 12px; padding-left: 20px; max-width: 72ch; }

        .failure {
          padding: 20px 24px; border: 1px solid var(--line); border-left: 4px solid var(--fail); border-radius: 10px;
          background: var(--card);
        }
        .failure + .failure { margin-top: 16px; }
        .cases { margin: 0 0 20px; padding: 0; list-style: none; }
        .cases:last-child { margin-bottom: 0; }
        .cases li { padding: 10px 0 10px; border-top: 1px solid var(--line); }
        .cases p { margin: 0; max-width: none; }
        .failure p:last-child { margin-bottom: 0; }
        .reason { color: var(--ink); font-size: 15px; }

        .charts {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 16px;
          margin-top: 16px;
        }
        figure {
          margin: 0; padding: 14px 16px 8px; border: 1px solid var(--line); border-radius: 10px;
          background: var(--card);
        }
        figcaption { margin-bottom: 8px; font-size: 14.5px; font-weight: 600; }
        svg { display: block; overflow: hidden; font-size: 14px; }
        svg .label { fill: var(--ink); }
        svg .value { fill: var(--soft); text-anchor: end; font-variant-numeric: tabular-nums; }
        svg .tick { fill: var(--soft); font-size: 12px; } svg .bar { fill: var(--bar); }
        svg .grid { stroke: var(--line); }
        pre {
          margin: 0 0 12px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px;
          background: var(--wash); overflow-x: auto;
        }

        @media (max-width: 560px) {
          body { padding: 0 16px 48px; }
          header { padding-top: 24px; }
          h1 { font-size: 28px; }
          .verdict { padding: 16px; }
          .figures { grid-template-columns: 1fr 1fr; }
          .figures div { padding: 10px 14px; }
          .figures div:last-child:nth-child(odd) { grid-column: 1 / -1; }
          .facts div { grid-template-columns: 1fr; gap: 0; }
          .failure { padding: 16px; }
          .stay { max-width: calc(100vw - 66px); }
        }
        @media print {
          @page {
            size: A4; margin: 16mm 14mm 18mm;
            @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #586461; }
          }
          :root { --page: #ffffff; --card: #ffffff; }
          body {
            max-width: none; padding: 0; font-size: 9.5pt; print-color-adjust: exact;
            -webkit-print-color-adjust: exact;
          }
          header { padding-top: 0; }
          nav { display: none; }
          section { margin-top: 22pt; padding-top: 14pt; }
          h1 { font-size: 22pt; } h2 { font-size: 15pt; } h3 { font-size: 11.5pt; }
          h2, h3, h4, caption, thead, .group, .failure > p { break-after: avoid; }
          tr, h3, figure, .small, .verdict, .figures, .cases li { break-inside: avoid; }
          .verdict .word { font-size: 26pt; } .figures dd { font-size: 14pt; } .figures dt { font-size: 8.5pt; }
          .figures { grid-template-columns: repeat(5, 1fr); } .figures div { padding: 6pt 9pt; }
          .facts div { padding: 1.5pt 0; }
          .failure { padding: 9pt 12pt; } .cases li { padding: 4pt 0; } .reason, figcaption { font-size: 9pt; }
          .charts { grid-template-columns: 1fr 1fr; }
          svg { font-size: 8pt; } svg .tick { font-size: 7pt; }
          .scroll { margin-top: 10pt; overflow: visible; border-radius: 0; }
          table { font-size: 8pt; overflow-wrap: anywhere; } thead th { font-size: 7.5pt; }
          th, td { padding: 3pt 5pt; }
          .group th { padding: 3pt 12pt; }
          .reasons, .edition { font-size: 7pt; }
          .badge { padding: 0 4pt; font-size: 7pt; line-height: 10pt; }
          .small, .middle, .wide, .files { min-width: 0; }
          .stay { position: static; width: auto; max-width: none; }
          .hash { font-size: 7pt; }
          pre { white-space: pre-wrap; font-size: 8pt; }
          a { color: inherit; text-decoration: none; }
        }
        """
}
