import { createHmac } from "node:crypto";

/** What the door answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** How a request may differ from what Slack would send; for tests of the door. */
export interface Odd {
  readonly timestamp?: string;
  readonly signature?: string;
  readonly contentType?: string;
  /** Which retry this is, as Slack counts them. */
  readonly retry?: number;
}

/** The signature Slack puts on these bytes at this second. */
export function signatureOf(signingSecret: string, timestamp: string, body: string | Buffer): string {
  const hmac = createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(body);
  return `v0=${hmac.digest("hex")}`;
}

/** Sends bytes to a door as Slack does: signed, with the second they were sent. */
export async function knock(
  door: { readonly url: string; readonly signingSecret: string; readonly wallClock?: () => number },
  body: string | Buffer,
  odd: Odd = {},
): Promise<Answered> {
  const timestamp = odd.timestamp ?? String(Math.floor((door.wallClock ?? Date.now)() / 1000));
  const retry = { "x-slack-retry-num": String(odd.retry), "x-slack-retry-reason": "http_timeout" };
  const response = await fetch(door.url, {
    method: "POST",
    headers: {
      "content-type": odd.contentType ?? "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": odd.signature ?? signatureOf(door.signingSecret, timestamp, body),
      ...(odd.retry !== undefined && retry),
    },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  return { status: response.status, body: await response.text() };
}
