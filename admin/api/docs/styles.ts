/** The page's whole style; the Content-Security-Policy names it by its hash. */
export const STYLES = `
:root{color-scheme:light dark;--ground:#fff;--soft:#f3f5f8;--line:#d5dae1;--ink:#1a2330;--dim:#54606f;--link:#0b5cad;--get:#0a6b4b;--post:#9a4a00}
@media(prefers-color-scheme:dark){:root{--ground:#12171e;--soft:#1b222c;--line:#343e4b;--ink:#e4e9f0;--dim:#a3aebc;--link:#7db7f5;--get:#5fd0a6;--post:#f0a860}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:56rem;margin:0 auto;padding:1rem}
h1{margin:0;font-size:1.6rem}h1 small,dt small,summary span{color:var(--dim);font-weight:400}h1 small{font-size:1rem}
h2{margin:2.5rem 0 .25rem;font-size:1.3rem}h3{margin:1.25rem 0 .25rem;font-size:1rem}article h3{margin-top:2rem;font-size:1.1rem}
p{margin:.25rem 0 .75rem}a{color:var(--link)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:1rem 0 0;padding:0;list-style:none}
code,pre,b{font-family:ui-monospace,monospace;font-size:.9em}
pre{margin:0;padding:.75rem;background:var(--soft);border:1px solid var(--line);border-radius:.4rem;white-space:pre-wrap}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:.4rem;padding:0 .75rem}details[open]{padding-bottom:.75rem}
summary{padding:.6rem 0;cursor:pointer}summary span{display:block}
.get{color:var(--get)}.post{color:var(--post)}
dl{margin:0;border-top:1px solid var(--line)}dt{margin-top:.5rem}dd{margin:0;color:var(--dim)}dd p{margin:0}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
`;
