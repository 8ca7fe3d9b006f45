import { describe, expect, test } from "vitest";
import type { Who } from "#bot/conversation";
import { openMetadata, type RawRequest, sealMetadata, verifySlack } from "#bot/slack/verify";
import { signatureOf } from "#local/slack/knock";
import { answer, signingSecret } from "./scene.ts";

const now = Date.UTC(2026, 10, 22, 12);
const second = now / 1000;

function signed(
  body: string,
  over: { at?: number; secret?: string; headers?: Record<string, string> } = {},
): RawRequest {
  const stamp = String(over.at ?? second);
  return {
    headers: {
      "Content-Type": "application/json",
      "X-Slack-Request-Timestamp": stamp,
      "X-Slack-Signature": signatureOf(over.secret ?? signingSecret, stamp, body),
      ...over.headers,
    },
    body,
  };
}

function statusOf(request: RawRequest): number {
  const verified = verifySlack(request, signingSecret, now);
  return verified.ok ? 200 : verified.status;
}

function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
}

describe("what Slack signed passes", () => {
  test("JSON, a form, and a form with a payload are read", () => {
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const payload = encodeURIComponent('{"type":"shortcut"}');
    const bodies = [
      signed('{"type":"event_callback"}'),
      signed("command=%2Favvikelse&text=", { headers: form }),
      signed(`payload=${payload}`, { headers: form }),
    ].map((request) => verifySlack(request, signingSecret, now));
    expect(bodies.map((verified) => verified.ok && verified.body)).toEqual([
      { type: "event_callback" },
      { command: "/avvikelse", text: "" },
      { type: "shortcut" },
    ]);
  });

  test("å, ä and ö in base64 are proven and read as they were written", () => {
    const text = '{"text":"i går på Råkvarn föll någon"}';
    const request = signed(text);
    const coded = { ...request, body: Buffer.from(text).toString("base64"), isBase64Encoded: true };
    const verified = verifySlack(coded, signingSecret, now);
    expect(verified.ok && verified.body).toEqual({ text: "i går på Råkvarn föll någon" });
    expect(verified.ok && verified.text).toBe(text);
  });

  test("a charset on the content type and headers in any case change nothing", () => {
    const charset = { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" };
    const verified = verifySlack(signed("command=%2Fa", { headers: charset }), signingSecret, now);
    expect(verified.ok && verified.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test("299 seconds off either way is within the window, and a repeated request passes", () => {
    expect([second - 299, second + 299].map((at) => statusOf(signed("{}", { at })))).toEqual([200, 200]);
    const request = signed("{}");
    expect([statusOf(request), statusOf(request)]).toEqual([200, 200]);
  });
});

describe("what is not Slack's is refused with 401", () => {
  test.each([
    ["a wrong secret", signed("{}", { secret: "another" })],
    ["a changed body", { ...signed("{}"), body: '{"a":1}' }],
    ["no signature", signed("{}", { headers: { "X-Slack-Signature": "" } })],
    ["a signature of another version", signed("{}", { headers: { "X-Slack-Signature": "v1=00" } })],
    ["a signature of another length", signed("{}", { headers: { "X-Slack-Signature": "v0=" } })],
    ["no timestamp", signed("{}", { headers: { "X-Slack-Request-Timestamp": "" } })],
    ["a garbled timestamp", signed("{}", { headers: { "X-Slack-Request-Timestamp": "1e9" } })],
    ["a negative timestamp", signed("{}", { at: -1 })],
    ["301 seconds old", signed("{}", { at: second - 301 })],
    ["301 seconds ahead", signed("{}", { at: second + 301 })],
    ["a day ahead", signed("{}", { at: second + 86_400 })],
    ["no headers at all", { headers: {}, body: "{}" }],
    ["no body", { headers: {} }],
    ["malformed JSON, unsigned", signed("{", { secret: "another" })],
    ["an ssl_check, unsigned", signed("ssl_check=1", { secret: "another" })],
    ["deep JSON, unsigned", signed(nested(5_000), { secret: "another" })],
  ])("%s", (_, request) => {
    expect(statusOf(request)).toBe(401);
  });
});

describe("what is signed but cannot be read is refused with 400", () => {
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  test.each([
    ["malformed JSON", signed("{")],
    ["an empty body", signed("")],
    ["null", signed("null")],
    ["a list", signed("[]")],
    ["a payload that is null", signed("payload=null", { headers: form })],
    ["a payload that is no JSON", signed("payload=%7B", { headers: form })],
    ["JSON too deep", signed(nested(100_000))],
    ["JSON one level too deep", signed(nested(33))],
    ["another content type", signed("{}", { headers: { "Content-Type": "text/plain" } })],
    ["no content type", signed("{}", { headers: { "Content-Type": "" } })],
  ])("%s", (_, request) => {
    expect(statusOf(request)).toBe(400);
  });

  test("32 levels pass", () => {
    expect(statusOf(signed(nested(32)))).toBe(200);
  });
});

test("a body over a megabyte is refused with 413 before it is hashed, also in base64", () => {
  const body = `{"a":"${"x".repeat(1_000_000)}"}`;
  expect(statusOf(signed(body))).toBe(413);
  const coded = { ...signed(body), body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
  expect(statusOf(coded)).toBe(413);
});

describe("what a modal carries", () => {
  const anna: Who = { platform: "slack", organisation: "T1", user: "U1" };
  const metadata = { action: answer, card: { channel: "D1", ts: "1.2" } };

  test("comes back as it was sealed", () => {
    expect(openMetadata(signingSecret, anna, sealMetadata(signingSecret, anna, metadata))).toEqual(metadata);
    expect(openMetadata(signingSecret, anna, sealMetadata(signingSecret, anna, {}))).toEqual({});
  });

  test("is refused with any byte changed", () => {
    const sealed = Buffer.from(sealMetadata(signingSecret, anna, metadata));
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openMetadata(signingSecret, anna, changed.toString("latin1"))).toBeUndefined();
    }
  });

  test("is refused for another person, another workspace and under another secret", () => {
    const sealed = sealMetadata(signingSecret, anna, metadata);
    expect(openMetadata(signingSecret, { ...anna, user: "U2" }, sealed)).toBeUndefined();
    expect(openMetadata(signingSecret, { ...anna, organisation: "T2" }, sealed)).toBeUndefined();
    expect(openMetadata("another", anna, sealed)).toBeUndefined();
    expect(openMetadata(signingSecret, anna, "")).toBeUndefined();
  });
});
