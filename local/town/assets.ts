import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

export interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const here = (name: string) => fileURLToPath(new URL(`page/${name}`, import.meta.url));

/** Nothing from elsewhere, no script that stands in the page, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page, or a part of it, by its path; undefined when there is none. */
export async function asset(path: string): Promise<Asset | undefined> {
  switch (path) {
    case "/":
      return { headers: headersFor("text/html"), body: await readFile(here("index.html"), "utf8") };
    case "/town/town.css":
    case "/town/teams.css":
    case "/town/slack.css":
    case "/town/narrow.css":
      return { headers: headersFor("text/css"), body: await readFile(here(basename(path)), "utf8") };
    case "/town/town.js":
      script ??= bundle();
      return { headers: headersFor("text/javascript"), body: await script };
    case "/favicon.ico":
      return { headers: headersFor("image/svg+xml"), body: await readFile(here("icon.svg"), "utf8") };
    default:
      return undefined;
  }
}

let script: Promise<string> | undefined;

/** The library's carousel, which Teams' bots may not use, is the only part of it that wants another package. */
const noCarousel: Plugin = {
  name: "no carousel",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^swiper/ }, ({ path }) => ({ path, namespace: "absent" }));
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {}" }));
  },
};

/** The page's script, made when it is first asked for and kept in memory. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    plugins: [noCarousel],
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

function headersFor(type: string): Readonly<Record<string, string>> {
  return {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-store",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
}
