import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { Who } from "#bot/conversation";
import { type Action, actionSchema } from "#cards/card";
import type { MessageRef } from "#domain/record";

/** A request as API Gateway and the server at home hand it over. */
export interface RawRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** What Slack said, proven; or the status to refuse with. */
export type Verified =
  | {
      readonly ok: true;
      /** As bolt can read it: lower-case names, a content type without parameters. */
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly status: 400 | 401 | 413; readonly why: string };

const maxBytes = 1_000_000;
const maxDepth = 32;
const windowSeconds = 300;

/**
 * Takes a request as it came, the signing secret and the wall clock in milliseconds. Proves the signature
 * over the raw bytes before anything is parsed, and refuses: too large (413), unsigned, wrongly signed or
 * more than 300 s from now in either direction (401), and what is signed but no object, or too deep (400).
 * Never throws. A repeated request passes: what it does must be safe to do twice.
 */
export function verifySlack(request: RawRequest, signingSecret: string, now: number): Verified {
  const sent = request.body ?? "";
  if (sent.length > (request.isBase64Encoded ? maxBytes * 1.4 : maxBytes)) return refuse(413, "too large");
  const bytes = Buffer.from(sent, request.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > maxBytes) return refuse(413, "too large");

  const headers = lowerCased(request.headers);
  const stamp = headers["x-slack-request-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(stamp)) return refuse(401, "no timestamp");
  if (Math.abs(now / 1000 - Number(stamp)) > windowSeconds)
    return refuse(401, "timestamp outside the window");
  const expected = createHmac("sha256", signingSecret).update(`v0:${stamp}:`).update(bytes).digest("hex");
  if (!same(headers["x-slack-signature"] ?? "", `v0=${expected}`)) return refuse(401, "wrong signature");

  const type = (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const text = bytes.toString("utf8");
  const body = parse(text, type);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse(400, "not an object");
  if (deeper(body, maxDepth)) return refuse(400, "too deep");
  return { ok: true, headers: { ...headers, "content-type": type }, text, body: { ...body } };
}

function refuse(status: 400 | 401 | 413, why: string): Verified {
  return { ok: false, status, why };
}

function lowerCased(headers: RawRequest["headers"]): Record<string, string> {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  );
  return Object.fromEntries(given);
}

/** Slack sends a form whose `payload` is JSON, a plain form, or JSON; undefined is none of them. */
function parse(text: string, type: string): unknown {
  try {
    if (type === "application/json") return JSON.parse(text);
    if (type !== "application/x-www-form-urlencoded") return undefined;
    const form = new URLSearchParams(text);
    const payload = form.get("payload");
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** Walks level by level rather than by recursion, so depth cannot overflow the stack. */
function deeper(root: object, max: number): boolean {
  let level: object[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > max) return true;
    level = level
      .flatMap((each) => Object.values(each) as unknown[])
      .filter((each) => typeof each === "object" && each !== null);
  }
  return false;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a modal carries with it: what its submit does, and the message it was launched from. */
export interface Metadata {
  readonly action?: Action | undefined;
  readonly card?: MessageRef | undefined;
}

const metadataSchema = z.strictObject({
  action: actionSchema.optional(),
  card: z.record(z.string(), z.string()).optional(),
});

/** Writes a modal's private_metadata, signed for the one person it is shown to. */
export function sealMetadata(signingSecret: string, who: Who, metadata: Metadata): string {
  const text = JSON.stringify({ action: metadata.action, card: metadata.card });
  return `${metadataSignature(signingSecret, who, text)}.${text}`;
}

/** Reads it back; undefined when it is not what we wrote for this person, or an older house wrote it. */
export function openMetadata(signingSecret: string, who: Who, sealed: string): Metadata | undefined {
  const dot = sealed.indexOf(".");
  const text = sealed.slice(dot + 1);
  if (!same(sealed.slice(0, dot), metadataSignature(signingSecret, who, text))) return undefined;
  return metadataSchema.safeParse(JSON.parse(text)).data;
}

/** Under a key of its own, so that a signed request can never pass for signed metadata or the reverse. */
function metadataSignature(signingSecret: string, who: Who, text: string): string {
  const key = createHmac("sha256", signingSecret).update("private_metadata").digest();
  return createHmac("sha256", key).update(`${who.organisation}/${who.user}\n${text}`).digest("hex");
}
