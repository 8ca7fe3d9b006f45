import { describe, expect, test } from "vitest";
import { launchKey, signLaunch, turnOf } from "#bot/teams/turn";

const key = launchKey("hemligt");
const who = { platform: "teams", organisation: "tenant-osby", user: "anna" } as const;
const serviceUrl = "https://smba.trafficmanager.net/emea/";
const base = {
  channelId: "msteams",
  serviceUrl,
  conversation: { id: "a:anna", conversationType: "personal", tenantId: "tenant-osby" },
  channelData: { tenant: { id: "tenant-osby" } },
  from: { id: "29:anna", aadObjectId: "anna", name: "Anna" },
  recipient: { id: "28:bot", name: "Kvalitetsboten" },
};
const contact = { serviceUrl, conversation: "a:anna", bot: "28:bot", tenant: "tenant-osby" };
const ref = { serviceUrl, conversation: "a:anna", activity: "77" };
const heard = (more: object) => turnOf({ ...base, ...more }, key);
const channel = { id: "19:kanal", conversationType: "channel", tenantId: "tenant-osby" };
const mention = { type: "mention", text: "<at>Kvalitetsboten</at>", mentioned: { id: "28:bot" } };
const action = { do: "answer", form: "deviation", draft: "d1", step: "what" };
const execute = (data: object) => ({
  type: "invoke",
  name: "adaptiveCard/action",
  replyToId: "77",
  value: { action: { type: "Action.Execute", verb: "turn", data }, trigger: "manual" },
});
const submit = (data: unknown) => ({ type: "invoke", name: "task/submit", value: { data, context: {} } });

describe("What is said in Teams", () => {
  test("to the bot alone is a turn, and tells where to reach who said it", () => {
    expect(heard({ type: "message", text: " avvikelse&nbsp;\n" })).toEqual({
      type: "turn",
      turn: { who, place: "personal", surface: "message", say: { type: "text", text: "avvikelse" } },
      contact,
    });
  });

  test("in a channel is heard only when the bot is called, and without its name", () => {
    expect(heard({ type: "message", text: "hej", conversation: channel })).toEqual({ type: "nothing" });
    const other = { ...mention, mentioned: { id: "29:maja" } };
    expect(heard({ type: "message", text: "hej", conversation: channel, entities: [other] })).toEqual({
      type: "nothing",
    });
    expect(
      heard({ type: "message", text: `${mention.text} hjälp`, conversation: channel, entities: [mention] }),
    ).toMatchObject({ turn: { place: "group", say: { type: "text", text: "hjälp" } } });
  });

  test("with nothing but a picture is an empty text", () => {
    expect(heard({ type: "message" })).toMatchObject({ turn: { say: { type: "text", text: "" } } });
  });

  test("by somebody without an account here is nothing to us", () => {
    expect(heard({ type: "message", text: "hej", from: { id: "28:another-bot" } })).toEqual({
      type: "nothing",
    });
  });

  test.each(["typing", "messageReaction", "event", "messageUpdate"])("as %s is nothing to us", (type) => {
    expect(heard({ type })).toEqual({ type: "nothing" });
  });
});

describe("An installation", () => {
  test("is greeted once, of the two ways in which Teams tells it", () => {
    const hello = { turn: { say: { type: "hello" } }, contact };
    expect(heard({ type: "installationUpdate", action: "add" })).toMatchObject(hello);
    expect(heard({ type: "installationUpdate", action: "add" })).not.toHaveProperty("quiet");
    const added = heard({ type: "conversationUpdate", membersAdded: [{ id: "28:bot" }] });
    expect(added).toMatchObject({ ...hello, quiet: true });
  });

  test("undone, or of somebody else, is nothing to us", () => {
    expect(heard({ type: "installationUpdate", action: "remove" })).toEqual({ type: "nothing" });
    expect(heard({ type: "conversationUpdate", membersAdded: [{ id: "29:x" }] })).toEqual({
      type: "nothing",
    });
    expect(heard({ type: "conversationUpdate", membersRemoved: [{ id: "28:bot" }] })).toEqual({
      type: "nothing",
    });
  });
});

describe("A press", () => {
  const data = {
    action,
    texts: ["what", "name"],
    many: ["measures"],
    what: "föll",
    measures: "a,b",
    nature: "",
    since: "2026-03-09",
    until: "",
  };
  const inputs = { what: "föll", name: "", measures: ["a", "b"], since: "2026-03-09" };
  const press = { type: "press", action, inputs };

  test("on a card carries what was filled in: an emptied text as empty, what was not chosen not at all", () => {
    expect(heard(execute(data))).toEqual({
      type: "turn",
      turn: { who, place: "personal", surface: "message", say: press, card: ref },
      contact,
    });
  });

  test("of the old kind is the same turn", () => {
    expect(heard({ type: "message", replyToId: "77", value: data })).toEqual(heard(execute(data)));
  });

  test("that opens a dialog is a turn on a dialog, from that card", () => {
    const fetch = { type: "invoke", name: "task/fetch", replyToId: "77" };
    const value = {
      data: { action: { do: "home" }, msteams: { type: "task/fetch" } },
      context: { theme: "dark" },
    };
    expect(heard({ ...fetch, value })).toMatchObject({
      turn: { surface: "dialog", say: { action: { do: "home" }, inputs: {} }, card: ref },
    });
  });

  test("in a dialog remembers the card that launched it", () => {
    const launched = signLaunch(ref, who, key);
    expect(heard(submit({ ...data, launched }))).toMatchObject({
      turn: { surface: "dialog", say: press, card: ref },
    });
    expect(heard(submit(data))).toMatchObject({ turn: { surface: "dialog" } });
    expect(heard(submit(data))).not.toHaveProperty("turn.card");
  });

  test("with the launching card's address changed by one letter is malformed", () => {
    const launched = signLaunch(ref, who, key);
    for (let at = 0; at < launched.length; at++) {
      const other = launched[at] === "A" ? "B" : "A";
      const changed = launched.slice(0, at) + other + launched.slice(at + 1);
      expect(heard(submit({ ...data, launched: changed }))).toEqual({ type: "malformed" });
    }
    for (const wrong of ["", ".", `${launched}.`, `${launched}A`, launched.slice(0, -1)])
      expect(heard(submit({ ...data, launched: wrong }))).toEqual({ type: "malformed" });
  });

  test("with an address that was signed for somebody else, or by another app, is malformed", () => {
    const lent = signLaunch(ref, { ...who, user: "maja" }, key);
    const foreign = signLaunch(ref, who, launchKey("annat"));
    for (const launched of [lent, foreign])
      expect(heard(submit({ ...data, launched }))).toEqual({ type: "malformed" });
  });

  test.each([
    ["no data", undefined],
    ["no action", { what: "x" }],
    ["an unknown action", { action: { do: "delete" } }],
    ["too much in the action", { action: { ...action, admin: true } }],
    ["a field that is no text", { action, what: { $ne: 1 } }],
    ["a list of fields that is none", { action, many: "measures" }],
  ])("with %s is malformed, however it comes", (_, bad) => {
    expect(heard(submit(bad))).toEqual({ type: "malformed" });
    expect(heard(execute(bad as object))).toEqual({ type: "malformed" });
    if (bad) expect(heard({ type: "message", value: bad })).toEqual({ type: "malformed" });
  });

  test("that we never drew is malformed", () => {
    const verb = { type: "Action.Execute", verb: "other", data };
    expect(heard({ ...execute(data), value: { action: verb } })).toEqual({ type: "malformed" });
    expect(heard({ ...execute(data), name: "composeExtension/query" })).toEqual({ type: "malformed" });
    expect(heard({ ...execute(data), from: { id: "29:anna" } })).toEqual({ type: "malformed" });
    expect(turnOf(null, key)).toEqual({ type: "malformed" });
  });

  test("cannot smuggle a property into what was filled in", () => {
    const bad = JSON.parse(`{"action":${JSON.stringify(action)},"__proto__":"x","constructor":"y"}`);
    const said = heard(submit(bad));
    expect(said).toMatchObject({ type: "turn" });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
