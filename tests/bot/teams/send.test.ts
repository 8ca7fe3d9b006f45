import { afterEach, describe, expect, test } from "vitest";
import { teamsAdapter, teamsCode, teamsSender } from "#bot/teams/send";
import { conversationOf } from "#local/teams/connector";
import { startTeamsService } from "#local/teams/service";
import { textOf } from "#local/teams/text";
import { anna, cardOf, openDoorway, words } from "./doorway.ts";

const way = openDoorway();
const contact = () => ({
  serviceUrl: way.service.serviceUrl,
  conversation: conversationOf(anna),
  bot: way.service.botId,
  tenant: way.service.tenant,
});
afterEach(() => {
  way.service.trouble = undefined;
  way.service.requests.length = 0;
});

describe("A card sent to a person in Teams", () => {
  test("arrives by one request, says nothing on the lock screen, and can be redrawn", async () => {
    const sent = await way.sender.send(contact(), cardOf({ title: "Första" }));
    expect(sent).toMatchObject({ ok: true, ref: { conversation: conversationOf(anna) } });
    const message = way.service.messages.at(-1);
    expect(message).toMatchObject({ summary: "Nytt ärende", updates: 0, from: "bot" });
    expect(message?.card && textOf(message.card)).toBe("# Första");
    expect(way.service.requests).toMatchObject([{ method: "POST", status: 201 }]);

    if (!sent.ok) throw new Error("not sent");
    expect(await way.sender.update(sent.ref, cardOf({ title: "Andra" }))).toEqual(sent);
    expect(message?.card && textOf(message.card)).toBe("# Andra");
    expect(message?.updates).toBe(1);
  });

  test.each([500, 502, 503, 408, 412, 401])(
    "is worth another try after %i, and is tried once",
    async (status) => {
      way.service.trouble = { status };
      expect(await way.sender.send(contact(), cardOf({}))).toEqual({
        ok: false,
        again: true,
        why: `http_${status}`,
      });
      expect(way.service.requests).toHaveLength(1);
    },
  );

  test("waits as long as Teams asks for", async () => {
    way.service.trouble = { status: 429, retryAfter: 7 };
    expect(await way.sender.send(contact(), cardOf({}))).toEqual({
      ok: false,
      again: true,
      after: 7,
      why: "http_429",
    });
    expect(way.service.requests).toHaveLength(1);
  });

  test("is given up after 403, and after 404 when the message or the conversation is gone", async () => {
    way.service.trouble = { status: 403 };
    expect(await way.sender.send(contact(), cardOf({}))).toEqual({
      ok: false,
      again: false,
      why: "http_403",
    });
    way.service.trouble = undefined;
    const gone = { ok: false, again: false, why: "http_404" };
    expect(await way.sender.send({ ...contact(), conversation: "a:nobody" }, cardOf({}))).toEqual(gone);
    expect(await way.sender.update({ ...contact(), activity: "0" }, cardOf({}))).toEqual(gone);
  });

  test("is not sent on to where Teams points: our token goes to known hosts only", async () => {
    way.service.trouble = { status: 307, location: `${way.service.serviceUrl}elsewhere` };
    expect(await way.sender.send(contact(), cardOf({}))).toEqual({
      ok: false,
      again: false,
      why: "http_307",
    });
  });

  test("may be there although Teams answered 500: then one is there, not four", async () => {
    const before = way.service.messages.length;
    way.service.trouble = { status: 500, accepted: true };
    expect(await way.sender.send(contact(), cardOf({}))).toMatchObject({ ok: false, again: true });
    expect(way.service.messages.length).toBe(before + 1);
  });

  test("is worth another try when nobody answers at all", async () => {
    const other = await startTeamsService({ appId: "app-1", appPassword: "hemligt", tenant: "tenant-osby" });
    await other.close();
    const config = { ...way.config, serviceHosts: [other.host] };
    const sent = await teamsSender(config, words).send(
      { ...contact(), serviceUrl: other.serviceUrl },
      cardOf({}),
    );
    expect(sent).toEqual({ ok: false, again: true, why: "ECONNREFUSED" });
  });

  test("is worth another try when Teams is silent too long", async () => {
    way.service.trouble = { hang: true };
    const hasty = teamsSender(way.config, words, teamsAdapter(way.config, 100));
    expect(await hasty.send(contact(), cardOf({}))).toEqual({ ok: false, again: true, why: "AbortError" });
  });

  test("is worth another try when our own login fails", async () => {
    const sender = teamsSender({ ...way.config, appPassword: "fel" }, words);
    expect(await sender.send(contact(), cardOf({}))).toEqual({ ok: false, again: true, why: "login_401" });
    expect(way.service.requests).toHaveLength(0);
  });

  test.each([
    ["a host that is not ours", { serviceUrl: "https://evil.trafficmanager.net/" }],
    ["another tenant", { tenant: "tenant-other" }],
    ["nowhere", { conversation: "" }],
  ])("to %s is refused without a request", async (_, change) => {
    expect(await way.sender.send({ ...contact(), ...change }, cardOf({}))).toMatchObject({
      ok: false,
      again: false,
    });
    expect(way.service.requests).toHaveLength(0);
  });

  test("is refused when it was made for a dialog", async () => {
    const card = cardOf({ surface: "dialog" });
    expect(await way.sender.send(contact(), card)).toMatchObject({ ok: false, again: false });
    expect(await way.sender.update({ ...contact(), activity: "1" }, card)).toMatchObject({ ok: false });
    expect(way.service.requests).toHaveLength(0);
  });

  test("over Teams' limits is refused by Teams, for good", async () => {
    const text = "å".repeat(20_000);
    const sent = await way.sender.send(contact(), cardOf({ parts: [{ type: "text", text }] }));
    expect(sent).toEqual({ ok: false, again: false, why: "http_413" });
  });
});

test("What went wrong is told as a code, never as content", () => {
  expect(teamsCode(Object.assign(new Error("Anna föll"), { code: "Anna föll" }))).toBe("Error");
  expect(teamsCode("Anna föll")).toBe("unknown");
  expect(teamsCode(undefined)).toBe("unknown");
});
