import type { IncomingMessage, ServerResponse } from "node:http";
import type { Passed, Side } from "./state.ts";

/**
 * The line between the platforms and the house. All that passes is kept as it was sent and answered, and what
 * may go wrong on a real line can be made to go wrong here: requests come twice, or late.
 */
export interface Wire {
  readonly passed: Passed[];
  twice: boolean;
  /** Seconds. */
  late: number;
  /** Passes a request on to `target`, and its answer back. */
  carry(
    request: IncomingMessage,
    response: ServerResponse,
    way: { readonly side: Side; readonly to: Passed["to"]; readonly target: string },
  ): Promise<void>;
}

/** Of one hop only, or written anew by whoever sends. */
const own = new Set(["host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect"]);
const keptRequests = 300;
const longest = 2 * 1024 * 1024;

/** Lays a wire. `changed` is told when something has passed. */
export function layWire(changed: () => void): Wire {
  let count = 0;
  const wire: Wire = {
    passed: [],
    twice: false,
    late: 0,
    async carry(request, response, { side, to, target }) {
      const bytes = await bytesOf(request);
      const headers = Object.entries(request.headers)
        .filter(([name]) => !own.has(name))
        .map(([name, value]): [string, string] => [name, String(value)]);
      const send = async (extra: Record<string, string>, how: Passed["how"]) => {
        const n = ++count;
        const began = Date.now();
        const answer = await ask(
          target,
          request.method ?? "POST",
          { ...Object.fromEntries(headers), ...extra },
          bytes,
        );
        const what = to === "house" ? (request.url ?? "") : `${request.method} ${new URL(target).pathname}`;
        wire.passed.push({
          n,
          at: new Date(began).toISOString(),
          side,
          to,
          what,
          sent: bytes.toString("utf8"),
          status: answer.status,
          answered: answer.body.toString("utf8"),
          ms: Date.now() - began,
          ...(how && { how }),
        });
        wire.passed.splice(0, wire.passed.length - keptRequests);
        changed();
        return answer;
      };
      const late = to === "house" && wire.late > 0;
      if (late) await new Promise((on) => setTimeout(on, wire.late * 1000));
      const answer = await send({}, late ? "late" : undefined);
      if (to === "house" && wire.twice)
        await send(
          side === "slack" ? { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } : {},
          "second",
        );
      if (response.destroyed) return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    },
  };
  return wire;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** 503 when nobody opens. */
async function ask(
  target: string,
  method: string,
  headers: Record<string, string>,
  bytes: Buffer,
): Promise<Answer> {
  try {
    const body = method === "GET" || method === "HEAD" ? undefined : new Uint8Array(bytes);
    const answer = await fetch(target, { method, headers, body });
    const kept = ["content-type", "retry-after"].flatMap((name) => {
      const value = answer.headers.get(name);
      return value ? [[name, value] as const] : [];
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(kept),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  } catch {
    return { status: 503, headers: {}, body: Buffer.from("nobody answers there") };
  }
}

/** The body; what is longer than any door takes is cut, and refused there. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= longest) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
