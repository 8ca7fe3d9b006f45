import { createHash } from "node:crypto";

const style = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: 0.5rem 1.5rem; border: 0; border-radius: 0.375rem; background: #1f4e8c; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid; outline-offset: 3px; }
`;

/** What the page may do: show its own style and send its own form. No script, picture or frame. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** What a page says: words of the catalogue, as they stand. */
export interface PageWords {
  readonly title: string;
  readonly lines: readonly string[];
  /** Sends the page's own address back, as a form: what only looks at links does not press it. */
  readonly button?: string;
}

/** The page where a file is fetched, or where it says that it cannot be. */
export function filePage({ title, lines, button }: PageWords): string {
  return [
    '<!doctype html><html lang="sv"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${style}</style></head>`,
    `<body><main><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join("")}`,
    button ? `<form method="post"><button>${button}</button></form>` : "",
    "</main></body></html>",
  ].join("");
}
