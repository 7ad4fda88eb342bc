import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Language } from '../language.ts';

const STYLE = `
:root{color-scheme:light dark;--page:#eef2f7;--card:#fff;--ink:#14213a;--soft:#5a6780;--line:#d5dce8;--accent:#1f5eff;
--accent-ink:#fff;--hover:#f4f7ff;--bad:#b3261e;--bad-page:#fdecea}
@media (prefers-color-scheme:dark){:root{--page:#0d1421;--card:#162033;--ink:#e8eefb;--soft:#9aa8c2;--line:#2b3850;
--accent:#6d9bff;--accent-ink:#0a1226;--hover:#1d2a43;--bad:#ffb4ab;--bad-page:#3b1d1d}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:860px;background:var(--card);border:1px solid var(--line);border-radius:16px;padding:32px;
box-shadow:0 12px 40px rgb(10 20 50/.08)}
main.narrow{max-width:460px}
header{margin-bottom:24px}
.mark{display:flex;align-items:center;gap:10px;font-weight:700;letter-spacing:.01em;color:var(--accent)}
.mark svg{flex:none}
h1{margin:14px 0 4px;font-size:1.5rem;line-height:1.25}
h2{margin:0 0 12px;font-size:1rem}
p{margin:0 0 12px;color:var(--soft)}
.columns{display:grid;gap:32px;grid-template-columns:1fr 1fr}
label{display:block;font-weight:600;font-size:.9rem;margin-bottom:4px}
input{width:100%;font:inherit;color:inherit;padding:10px 12px;margin-bottom:16px;background:transparent;
border:1px solid var(--soft);border-radius:10px}
button{font:inherit;cursor:pointer}
a{color:var(--accent)}
.primary{width:100%;padding:11px 16px;border:0;border-radius:10px;background:var(--accent);color:var(--accent-ink);font-weight:600}
.primary:hover{filter:brightness(1.08)}
.second{background:transparent;color:var(--ink);border:1px solid var(--line);margin-top:10px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.bad{background:var(--bad-page);color:var(--bad);border-radius:10px;padding:10px 14px;margin-bottom:16px}
.people{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.person{width:100%;display:flex;align-items:center;gap:12px;text-align:left;padding:8px 12px;background:transparent;
color:inherit;border:1px solid var(--line);border-radius:12px}
.person:hover{background:var(--hover);border-color:var(--accent)}
.face{flex:none;width:38px;height:38px;border-radius:50%;display:grid;place-items:center;font-weight:700;
background:var(--hover);color:var(--accent);border:1px solid var(--line)}
.who{min-width:0}.who b{display:block;font-weight:600}.who small{display:block;color:var(--soft);font-size:.82rem}
footer{margin-top:24px;padding-top:16px;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft);
display:flex;gap:16px;justify-content:space-between;flex-wrap:wrap}
@media (max-width:700px){main{padding:22px 18px}.columns{grid-template-columns:1fr;gap:24px}}
`;

/** The page around everything the identity provider shows: self-contained, light and dark, down to 390 px. */
export function Shell(props: { language: Language; title: string; narrow?: boolean; children?: Child }) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{props.title} · HELPDesk</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main class={props.narrow ? 'narrow' : ''}>{props.children}</main>
      </body>
    </html>
  );
}

/** The house's mark and a heading. */
export function Heading(props: { title: string; text?: string }) {
  return (
    <header>
      <div class="mark">
        <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
          <rect width="28" height="28" rx="8" fill="currentColor" />
          <path
            d="M8 7v14M20 7v14M8 14h12"
            stroke="var(--card)"
            stroke-width="3"
            stroke-linecap="round"
            fill="none"
          />
        </svg>
        HELPDesk
      </div>
      <h1>{props.title}</h1>
      {props.text && <p>{props.text}</p>}
    </header>
  );
}
