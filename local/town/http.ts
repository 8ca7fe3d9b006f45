import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";

/** Whether a request comes from our own page: not from another site, nor by a name that was made to point here. */
export function isOurs({ headers, method }: IncomingMessage, port: number): boolean {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!names.includes(headers.host ?? "")) return false;
  return method === "GET" || names.some((name) => headers.origin === `http://${name}`);
}

/** Lets a browser through to what answers at `target`, as it is; 503 when nobody does. */
export function letThrough(request: IncomingMessage, response: ServerResponse, target: string): void {
  const { method, headers } = request;
  const on = ask(target, { method, headers }, (answer) => {
    answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
  });
  on.on("error", () => (response.headersSent ? response.destroy() : end(response, 503)));
  request.pipe(on);
}

/** Answers with a status and nothing else. */
export function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}

/** JSON as it came, or nothing. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
