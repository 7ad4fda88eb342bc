/** The overview page's style sheet: light and dark by the system's wish, one column on a phone. */
export const STYLE = `
:root{color-scheme:light dark;--page:#eef2f7;--card:#fff;--ink:#14213a;--soft:#56637c;--line:#d8dfea;--accent:#1f5eff;
--code:#f3f6fb;--good:#12733b;--good-page:#e3f5ea;--bad:#b3261e;--bad-page:#fdeae8;--slow:#855600;--slow-page:#fff2d6}
@media (prefers-color-scheme:dark){:root{--page:#0d1421;--card:#162033;--ink:#e8eefb;--soft:#9fadc6;--line:#2b3850;
--accent:#7ba5ff;--code:#0f1828;--good:#7fdca4;--good-page:#12301f;--bad:#ffb4ab;--bad-page:#3d1e1d;--slow:#f6cc77;--slow-page:#38290c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.wrap{max-width:1240px;margin:0 auto;padding:28px 20px 48px}
header{display:flex;gap:16px;align-items:flex-start;justify-content:space-between;flex-wrap:wrap;margin-bottom:20px}
h1{margin:0;font-size:1.6rem;line-height:1.2}
h2{margin:0 0 4px;font-size:1.1rem}
p{margin:0 0 12px;color:var(--soft)}
header p{margin:6px 0 0;max-width:62ch}
nav{display:flex;gap:16px;padding-top:6px}
a{color:var(--accent)}
.grid{display:grid;gap:16px;grid-template-columns:repeat(2,minmax(0,1fr))}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:18px 20px;min-width:0}
.wide{grid-column:1/-1}
.rows{list-style:none;margin:0;padding:0}
.rows>li{border-top:1px solid var(--line);padding:9px 0;display:flex;gap:8px 14px;align-items:center;flex-wrap:wrap}
.rows>li:first-child{border-top:0}
.name{flex:1 1 150px;font-weight:600}
.badge{font-size:.8rem;border-radius:99px;padding:2px 10px;background:var(--good-page);color:var(--good);white-space:nowrap}
.badge.fail,.badge.lose{background:var(--bad-page);color:var(--bad)}.badge.slow{background:var(--slow-page);color:var(--slow)}
.buttons{display:flex;gap:6px;flex-wrap:wrap}
button{font:inherit;font-size:.84rem;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:8px;padding:4px 10px;cursor:pointer;min-height:30px}
button[aria-pressed=true]{border-color:var(--accent);color:var(--accent);font-weight:600}
button:hover{border-color:var(--accent);color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.item{display:block!important}
.item .top{display:flex;gap:4px 10px;flex-wrap:wrap;align-items:baseline;font-size:.84rem;color:var(--soft)}
.item .top b{color:var(--ink);font-size:.92rem;overflow-wrap:anywhere}
.item .text{overflow-wrap:anywhere;white-space:pre-line;display:-webkit-box;-webkit-line-clamp:4;-webkit-box-orient:vertical;overflow:hidden}
time{margin-left:auto;font-variant-numeric:tabular-nums}
.empty{color:var(--soft);padding:10px 0}
code,pre{font:13px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.example{min-width:0}
.example .head{display:flex;gap:12px;align-items:center;justify-content:space-between;margin:18px 0 6px}
h3{margin:0;font-size:.95rem}
pre{background:var(--code);border:1px solid var(--line);border-radius:10px;padding:12px 14px;margin:0;overflow-x:auto}
.examples{display:grid;gap:0 20px;grid-template-columns:repeat(2,minmax(0,1fr))}
@media (max-width:860px){.grid,.examples{grid-template-columns:minmax(0,1fr)}.wrap{padding:20px 12px 36px}.card{padding:16px 14px}}
`;
