import { onTestFinished } from "vitest";

export interface Exchange {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sent: string;
  readonly answered: string;
}

/** Listens to everything that goes over the wire by fetch until the test ends: what was sent, what was answered. */
export function overhear(): Exchange[] {
  const heard: Exchange[] = [];
  const fetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const { headers } = new Request("http://localhost/", { headers: init?.headers ?? {} });
    heard.push({
      url: String(input instanceof Request ? input.url : input),
      headers: Object.fromEntries(headers.entries()),
      sent: String(init?.body ?? ""),
      answered: await response.clone().text(),
    });
    return response;
  };
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  return heard;
}
