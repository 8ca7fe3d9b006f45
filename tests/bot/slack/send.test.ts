import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { slackProfile } from "#bot/slack/person";
import { slackClient, slackSender } from "#bot/slack/send";
import { type Member, openWorkspace, type Workspace } from "#local/slack/workspace";
import { botToken, message, page } from "./scene.ts";

let workspace: Workspace;
const anna: Member = { id: "UANNA", name: "Anna Almqvist", email: "anna@osby.example" };

beforeEach(async () => {
  workspace = await openWorkspace({ token: botToken, members: [anna] });
});
afterEach(() => workspace.close());

function client(token = botToken) {
  return slackClient({ botToken: token, apiUrl: workspace.url });
}
const sender = (token?: string) => slackSender(client(token), "Nytt ärende");

describe("a card sent to a person", () => {
  test("lies in their conversation with the bot, and can be redrawn there", async () => {
    const sent = await sender().send({ user: "UANNA", team: "T0OSBY" }, message());
    expect(sent).toEqual({ ok: true, ref: { channel: "DUANNA", ts: expect.any(String) } });
    if (!sent.ok) return;
    expect(await sender().update(sent.ref, message({ title: "Taget av Maja" }))).toEqual(sent);
    expect(workspace.messagesOf("UANNA")).toHaveLength(1);
    expect(workspace.seen("UANNA")).toContain("Taget av Maja");
  });

  test("is announced by the neutral words only", async () => {
    await sender().send({ user: "UANNA" }, message());
    expect(workspace.posted.map(({ text }) => text)).toEqual(["Nytt ärende"]);
  });

  test("is never one drawn for a dialog", async () => {
    const refused = { ok: false, again: false, why: "dialog_card" };
    expect(await sender().send({ user: "UANNA" }, page())).toEqual(refused);
    expect(await sender().update({ channel: "DUANNA", ts: "1.1" }, page())).toEqual(refused);
    expect(workspace.posted).toEqual([]);
  });
});

describe("a card that was not sent", () => {
  test("to a person who is not there: another try changes nothing", async () => {
    expect(await sender().send({ user: "UNOBODY" }, message())).toEqual({
      ok: false,
      again: false,
      why: "channel_not_found",
    });
    expect(await sender().send({}, message())).toEqual({ ok: false, again: false, why: "no_address" });
    expect(await sender().update({}, message())).toEqual({ ok: false, again: false, why: "no_address" });
    const gone = await sender().update({ channel: "DUANNA", ts: "1.1" }, message());
    expect(gone).toEqual({ ok: false, again: false, why: "message_not_found" });
  });

  test("because the card is over a limit: another try changes nothing", async () => {
    const sent = await sender().send({ user: "UANNA" }, message({ title: "x".repeat(151) }));
    expect(sent).toEqual({ ok: false, again: false, why: "invalid_blocks" });
  });

  test("because Slack asks us to wait: again, after as long as it says", async () => {
    workspace.weather = "limited";
    expect(await sender().send({ user: "UANNA" }, message())).toEqual({
      ok: false,
      again: true,
      after: 7,
      why: "ratelimited",
    });
  });

  test("because Slack is down, or answered 500 though it took it: again", async () => {
    workspace.weather = "down";
    expect(await sender().send({ user: "UANNA" }, message())).toEqual({
      ok: false,
      again: true,
      why: "http_500",
    });
    workspace.weather = "deaf";
    expect(await sender().send({ user: "UANNA" }, message())).toMatchObject({ ok: false, again: true });
    expect(workspace.messagesOf("UANNA")).toHaveLength(1);
  });

  test("because our token is wrong: again, since the operator can mend it", async () => {
    expect(await sender("xoxb-wrong").send({ user: "UANNA" }, message())).toEqual({
      ok: false,
      again: true,
      why: "invalid_auth",
    });
  });

  test("because nobody answers at all, or not in time: again", async () => {
    const closed = slackSender(slackClient({ botToken, apiUrl: "http://127.0.0.1:1/api/" }), "p");
    expect(await closed.send({ user: "UANNA" }, message())).toEqual({
      ok: false,
      again: true,
      why: "unreachable",
    });
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`;
    const slow = slackSender(slackClient({ botToken, apiUrl }, 100), "p");
    expect(await slow.send({ user: "UANNA" }, message())).toEqual({
      ok: false,
      again: true,
      why: "unreachable",
    });
    silent.closeAllConnections();
    silent.close();
  });
});

describe("who a person is", () => {
  const profile = (over: Partial<Member>) => {
    workspace.members.set("UANNA", { ...anna, ...over });
    return slackProfile(client(), { platform: "slack", organisation: "T0OSBY", user: "UANNA" });
  };

  test("their name, and the e-mail Slack vouches for", async () => {
    expect(await profile({})).toEqual({ name: "Anna Almqvist", email: "anna@osby.example" });
    expect(await profile({ emailConfirmed: false })).toEqual({ name: "Anna Almqvist" });
  });

  test.each([
    ["a guest", { guest: true }],
    ["a stranger", { stranger: true }],
    ["a bot", { bot: true }],
    ["somebody who has left", { deleted: true }],
    ["somebody of another organisation whom we share a channel with", { team: "T0HJO" }],
  ])("%s is refused", async (_, over) => {
    expect(await profile(over)).toBe("refused");
  });

  test("somebody Slack does not know is refused", async () => {
    const who = { platform: "slack", organisation: "T0OSBY", user: "UNOBODY" } as const;
    expect(await slackProfile(client(), who)).toBe("refused");
  });

  test("nobody is refused because Slack is down", async () => {
    workspace.weather = "down";
    await expect(profile({})).rejects.toThrow();
  });
});
