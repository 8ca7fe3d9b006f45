import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSlack } from "#bot/slack/door";
import type { Reply } from "#cards/card";
import { knock, type Odd } from "#local/slack/knock";
import { textOfModal } from "#local/slack/workspace";
import {
  answer,
  botToken,
  formOf,
  message,
  openScene,
  page,
  type Scene,
  seeks,
  signingSecret,
  whatHappened,
  words,
} from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const cardOf = (over?: Parameters<typeof message>[0]): Reply => ({ type: "card", card: message(over) });
const dialogOf = (over?: Parameters<typeof page>[0]): Reply => ({ type: "dialog", card: page(over) });
const seen = () => scene.workspace.seen("UANNA");
const shown = () => {
  const modal = scene.anna.modal();
  return modal && textOfModal(modal);
};
const statusOf = async (body: string, odd: Odd = {}) =>
  (await knock({ url: scene.url, signingSecret, wallClock: () => scene.slackTime }, body, odd)).status;

describe("the door itself", () => {
  test("refuses to open without its secrets", () => {
    const door = { botToken, formOf, seeks, words, wallClock: Date.now, converse: async () => undefined };
    expect(() => openSlack({ ...door, signingSecret: "" })).toThrow("signing secret");
    expect(() => openSlack({ ...door, signingSecret, botToken: "" })).toThrow("bot token");
  });

  test("answers Slack's own questions, and only when they are signed", async () => {
    const challenge = '{"type":"url_verification","challenge":"åäö"}';
    const check = "ssl_check=1&token=x";
    const door = { url: scene.url, signingSecret, wallClock: () => scene.slackTime };
    expect(await knock(door, challenge)).toEqual({ status: 200, body: '{"challenge":"åäö"}' });
    expect(await statusOf(check, { contentType: "application/x-www-form-urlencoded" })).toBe(200);
    expect(await statusOf(challenge, { signature: "v0=no" })).toBe(401);
    expect(await statusOf(check, { signature: "v0=no" })).toBe(401);
  });

  test("hears nothing that is forged, old, malformed, huge or deep", async () => {
    const body = '{"type":"event_callback"}';
    expect(await statusOf(body, { signature: "v0=0" })).toBe(401);
    expect(await statusOf(body, { timestamp: String(Math.floor(scene.slackTime / 1000) - 301) })).toBe(401);
    expect(await statusOf("{")).toBe(400);
    expect(await statusOf(body)).toBe(400);
    expect(await statusOf('"text"')).toBe(400);
    expect(await statusOf(`{"a":"${"å".repeat(600_000)}"}`)).toBe(413);
    expect(await statusOf("[".repeat(900_000))).toBe(400);
    expect(await statusOf("payload=null", { contentType: "application/x-www-form-urlencoded" })).toBe(400);
    expect(scene.turns).toEqual([]);
    expect(scene.troubles.slice(0, 3)).toEqual([
      "refused: wrong signature",
      "refused: timestamp outside the window",
      "refused: not an object",
    ]);
  });

  test("answers nothing to what nobody said", async () => {
    const edit = { type: "message", subtype: "message_changed", channel: "DUANNA" };
    expect(await statusOf(JSON.stringify({ type: "event_callback", team_id: "T", event: edit }))).toBe(200);
    expect(scene.turns).toEqual([]);
  });

  test("hears the same turn each time Slack delivers it again", async () => {
    await scene.anna.say("avvikelse");
    await scene.anna.redeliver(1);
    await scene.anna.redeliver(2);
    expect(scene.turns).toHaveLength(3);
    expect(scene.turns[2]).toEqual(scene.turns[0]);
  });

  test("says 500 when the house fails, and tells the operator a code and no content", async () => {
    scene.replies(() => {
      throw new TypeError("Anna skrev något hemligt");
    });
    expect((await scene.anna.say("avvikelse")).status).toBe(500);
    expect(scene.troubles).toEqual(["failed: TypeError"]);
  });

  test("knows where a person is reached later, and who they are", async () => {
    await scene.anna.say("avvikelse");
    expect(scene.known.contact).toEqual({ user: "UANNA", team: "T0OSBY" });
    expect(await scene.known.profile?.()).toEqual({ name: "Anna Almqvist", email: "anna@osby.example" });
  });
});

describe("what is written", () => {
  test("is answered by a card in the conversation, announced by the bot's name", async () => {
    scene.replies(() => cardOf());
    await scene.anna.say("avvikelse, någon föll på Råkvarn");
    expect(scene.turns[0]?.say).toEqual({ type: "text", text: "avvikelse, någon föll på Råkvarn" });
    expect(scene.workspace.lastMessage("UANNA")).toMatchObject({ text: "Kvalitetsboten", channel: "DUANNA" });
    expect(seen()).toContain("# Ärende K7QF-3M2X\nTryck för att börja.\n[Börja] [Öppna]");
  });

  test("may be answered by nothing, or by what is wrong", async () => {
    await scene.anna.say("hej");
    expect(scene.workspace.messagesOf("UANNA")).toHaveLength(1);
    scene.replies(() => ({ type: "problems", problems: [{ text: "Det du skrev är inte sparat." }] }));
    await scene.anna.say("hej");
    expect(seen()).toContain("(!) Det du skrev är inte sparat.");
  });

  test("in a channel is answered to the writer alone", async () => {
    scene.replies(() => cardOf());
    await scene.anna.say("avvikelse", "CALLA");
    expect(scene.turns[0]?.place).toBe("group");
    expect(scene.workspace.lastMessage("UANNA")).toMatchObject({ channel: "CALLA", only: "UANNA" });
  });

  test("never puts a dialog's page in the chat", async () => {
    scene.replies(() => dialogOf());
    expect((await scene.anna.say("avvikelse")).status).toBe(500);
    expect(scene.workspace.posted).toEqual([]);
  });

  test("is asked for again by Slack when our card could not be sent", async () => {
    scene.replies(() => cardOf());
    scene.workspace.weather = "down";
    expect((await scene.anna.say("avvikelse")).status).toBe(500);
    expect(scene.troubles).toEqual(["failed: http_500"]);
    scene.workspace.weather = "fine";
    expect((await scene.anna.redeliver()).status).toBe(200);
    expect(seen()).toContain("Tryck för att börja.");
  });
});

test("a newcomer is greeted when they first open the bot's messages, and never again", async () => {
  scene.replies(() => cardOf());
  await scene.anna.openMessages();
  await scene.anna.openMessages();
  expect(scene.turns.map((turn) => turn.say)).toEqual([{ type: "hello" }]);
  expect(scene.workspace.messagesOf("UANNA")).toHaveLength(1);
});

describe("a press on a message", () => {
  beforeEach(async () => {
    scene.replies(() => cardOf({ parts: [whatHappened] }));
    await scene.anna.say("avvikelse");
  });

  test("puts the next card in its place", async () => {
    scene.replies(() => cardOf({ title: "Nästa steg" }));
    await scene.anna.press("Börja", { fill: { "Vad hände?": "Någon föll" } });
    const [, card, ...more] = scene.workspace.messagesOf("UANNA");
    expect(scene.turns[1]).toMatchObject({
      surface: "message",
      say: { action: { do: "start", form: "deviation" }, inputs: { what: "Någon föll" } },
      card: { channel: "DUANNA", ts: card?.ts },
    });
    expect(more).toEqual([]);
    expect(seen()).toContain("# Nästa steg");
    expect(seen()).not.toContain("K7QF-3M2X");
  });

  test("says what is wrong beside it, to the presser alone, and leaves what was typed", async () => {
    const before = scene.workspace.lastMessage("UANNA");
    scene.replies(() => ({ type: "problems", problems: [{ field: "what", text: "Skriv vad som hände." }] }));
    await scene.anna.press("Börja");
    const [, card, said] = scene.workspace.messagesOf("UANNA");
    expect(card).toEqual(before);
    expect(said).toMatchObject({ only: "UANNA" });
    expect(seen()).toContain("(!) Skriv vad som hände.");
  });

  test("of a message that can no longer be changed is answered by a new one", async () => {
    const old = scene.workspace.lastMessage("UANNA");
    scene.workspace.messages.length = 0;
    scene.replies(() => cardOf({ title: "Nästa steg" }));
    await scene.anna.press("Börja", on(old));
    expect(seen()).toContain("# Nästa steg");
  });

  test("that Slack then cannot be told of is a 500, so the presser sees that it failed", async () => {
    scene.workspace.weather = "limited";
    expect((await scene.anna.press("Börja")).status).toBe(500);
    expect(scene.troubles).toEqual(["failed: ratelimited"]);
  });

  test("answered by nothing or by close changes nothing", async () => {
    const before = seen();
    scene.replies(() => undefined);
    expect(await scene.anna.press("Börja")).toEqual({ status: 200, body: "" });
    scene.replies(() => ({ type: "close" }));
    expect(await scene.anna.press("Börja")).toEqual({ status: 200, body: "" });
    expect(seen()).toBe(before);
  });

  test("of a link is acknowledged, and the house hears nothing", async () => {
    scene.replies(() => cardOf({ buttons: [{ label: "Läs rutinen", url: "https://osby.example/rutin" }] }));
    await scene.anna.say("rutin");
    expect(scene.anna.link("Läs rutinen")).toBe("https://osby.example/rutin");
    expect(scene.anna.link("Börja")).toBeUndefined();
    const before = seen();
    expect(await scene.anna.press("Läs rutinen")).toEqual({ status: 200, body: "" });
    expect(scene.turns.map((turn) => turn.say.type)).toEqual(["text", "text"]);
    expect(scene.troubles).toEqual([]);
    expect(seen()).toBe(before);
  });

  test("carries the day that was picked, and none when it was taken away", async () => {
    const day = {
      ...whatHappened,
      label: "Vilken dag?",
      input: { type: "day", value: "2026-03-09" } as const,
    };
    scene.replies(() => cardOf({ parts: [day] }));
    await scene.anna.say("avvikelse");
    const pressed = async (fill: Record<string, string>) => {
      await scene.anna.press("Börja", { fill });
      const say = scene.turns.at(-1)?.say;
      return say?.type === "press" && say.inputs;
    };
    expect(await pressed({})).toEqual({ what: "2026-03-09" });
    expect(await pressed({ "Vilken dag?": "2026-03-08" })).toEqual({ what: "2026-03-08" });
    expect(await pressed({ "Vilken dag?": "" })).toEqual({});
    await expect(async () => pressed({ "Vilken dag?": "2026-02-30" })).rejects.toThrow("only a day");
  });

  test("of a card only the presser sees changes that card", async () => {
    scene.replies(() => cardOf({ title: "Vi talar enskilt" }));
    await scene.anna.say("avvikelse", "CALLA");
    scene.replies(() => cardOf({ title: "Skriv till mig" }));
    await scene.anna.press("Börja");
    expect(scene.turns.at(-1)).not.toHaveProperty("card");
    expect(seen()).toContain("# Skriv till mig");
    expect(seen()).not.toContain("# Vi talar enskilt");
  });
});

function on<T>(message: T | undefined): { on: T } {
  if (!message) throw new Error("there is no such message");
  return { on: message };
}

describe("a dialog", () => {
  const launch = async () => {
    scene.replies(() => cardOf());
    await scene.anna.say("avvikelse");
    scene.replies(() => dialogOf());
    await scene.anna.press("Öppna");
    return scene.workspace.lastMessage("UANNA");
  };

  test("opens by a command, a shortcut and a button, and leaves no trace in the chat", async () => {
    scene.replies(() => dialogOf());
    expect(await scene.anna.command("/avvikelse", "någon föll")).toEqual({ status: 200, body: "" });
    expect(shown()).toBe("== Rapportera avvikelse ==\nVad hände? *: ____\n[Avbryt]\n[Nästa] [Stäng]");
    scene.anna.closeModal();
    await scene.anna.shortcut("avvikelse");
    expect(shown()).toContain("Vad hände?");
    expect(scene.turns[1]).toEqual(scene.turns[0]);
    expect(scene.workspace.posted).toEqual([]);
    scene.anna.closeModal();
    await launch();
    expect(shown()).toContain("Vad hände?");
  });

  test("shows a message's card too, when that is what the house answers", async () => {
    scene.replies(() => cardOf({ title: "Ärendet är redan taget" }));
    await scene.anna.command("/avvikelse");
    expect(shown()).toContain("Ärendet är redan taget");
  });

  test("that could not open in time is told of, to the presser alone", async () => {
    scene.replies(() => {
      scene.slackTime += 4_000;
      return dialogOf();
    });
    expect((await scene.anna.command("/avvikelse")).status).toBe(200);
    expect(seen()).toContain(words.expired);
    expect(scene.workspace.lastMessage("UANNA")).toMatchObject({ only: "UANNA" });
    await scene.anna.shortcut("avvikelse");
    expect(scene.workspace.lastMessage("UANNA")).toMatchObject({ channel: "DUANNA" });
    expect(shown()).toBeUndefined();
  });

  test("that is asked for twice by one press opens once", async () => {
    await launch();
    scene.anna.fill({ what: "Någon föll" });
    expect((await scene.anna.redeliver()).status).toBe(200);
    expect(scene.anna.modal()?.typed).not.toEqual({});
  });

  test("that may not open tells what is wrong in the chat", async () => {
    scene.replies(() => ({ type: "problems", problems: [{ text: "Ärendet finns inte." }] }));
    await scene.anna.command("/avvikelse");
    expect(seen()).toContain("(!) Ärendet finns inte.");
    await scene.anna.shortcut("avvikelse");
    expect(scene.workspace.messagesOf("UANNA").map(({ only }) => only)).toEqual(["UANNA", undefined]);
  });

  test("is submitted with what was filled in, and remembers the card it was launched from", async () => {
    const card = await launch();
    scene.replies(() => dialogOf({ title: "Var hände det?", parts: [{ ...whatHappened, name: "where" }] }));
    await scene.anna.submit({ what: "Någon föll" });
    const launchedFrom = { channel: "DUANNA", ts: card?.ts };
    expect(scene.turns.at(-1)).toEqual({
      who: { platform: "slack", organisation: "T0OSBY", user: "UANNA" },
      place: "personal",
      surface: "dialog",
      say: { type: "press", action: answer, inputs: { what: "Någon föll" } },
      card: launchedFrom,
    });
    expect(shown()).toContain("Var hände det?");
    await scene.anna.submit({ where: "Hemma" });
    expect(scene.turns.at(-1)).toMatchObject({ say: { inputs: { where: "Hemma" } }, card: launchedFrom });
  });

  test("shows what is wrong under its field and keeps what was typed", async () => {
    await launch();
    scene.replies(() => ({ type: "problems", problems: [{ field: "what", text: "Ta bort personnumret." }] }));
    await scene.anna.submit({ what: "811228-9874 föll" });
    expect(scene.anna.modal()?.errors).toEqual({ "what@d1": "Ta bort personnumret." });
    scene.replies(() => ({ type: "close" }));
    await scene.anna.submit();
    expect(scene.turns.at(-1)).toMatchObject({ say: { inputs: { what: "811228-9874 föll" } } });
    expect(shown()).toBeUndefined();
  });

  test("shows what is wrong with no field of the page above it, once, and keeps what was typed", async () => {
    await launch();
    const problems = [{ text: "Någon annan hann före." }, { field: "unit", text: "Enheten finns inte." }];
    scene.replies(() => ({ type: "problems", problems }));
    await scene.anna.submit({ what: "Någon föll" });
    await scene.anna.submit();
    expect(shown()?.split("\n").slice(0, 4)).toEqual([
      "== Rapportera avvikelse ==",
      "(!) Någon annan hann före.",
      "(!) Enheten finns inte.",
      "Vad hände? *: ____",
    ]);
    expect(scene.turns.at(-1)).toMatchObject({ say: { inputs: { what: "Någon föll" } } });
  });

  test("shows the page redrawn with what is wrong, when the house redraws it", async () => {
    await launch();
    const card = page({ parts: [{ ...whatHappened, problem: "För långt." }] });
    const problems = [{ field: "what", text: "För långt." }, { text: "Inget är sparat." }];
    scene.replies(() => ({ type: "problems", problems, card }));
    await scene.anna.submit({ what: "Någon föll" });
    expect(shown()?.match(/\(!\) .*/g)).toEqual(["(!) Inget är sparat.", "(!) För långt."]);
  });

  test("goes back and forth by its buttons, with what was typed", async () => {
    await launch();
    scene.replies(() => dialogOf({ title: "Förra sidan" }));
    await scene.anna.press("Avbryt", { fill: { what: "Någon föll" } });
    expect(scene.turns.at(-1)).toMatchObject({
      surface: "dialog",
      say: { action: { do: "cancel" }, inputs: { what: "Någon föll" } },
    });
    expect(shown()).toContain("Förra sidan");
    expect(scene.anna.modal()?.typed).not.toEqual({});
  });

  test("shows what is wrong with a press in it above the page", async () => {
    await launch();
    scene.replies(() => ({ type: "problems", problems: [{ text: "Någon annan hann före." }] }));
    await scene.anna.press("Avbryt");
    expect(shown()).toContain("(!) Någon annan hann före.\nVad hände?");
  });

  test("that a press in it ends says that it may be closed, since Slack cannot close it", async () => {
    await launch();
    scene.replies(() => ({ type: "close" }));
    await scene.anna.press("Avbryt");
    expect(shown()).toBe(`== Kvalitetsboten ==\n${words.done}\n[Stäng]`);
  });

  test("that has moved on or is closed is left alone", async () => {
    await launch();
    scene.replies(async () => {
      const modal = scene.anna.modal();
      if (modal) scene.workspace.modals.set("UANNA", { ...modal, hash: "another" });
      return dialogOf({ title: "För sent" });
    });
    expect((await scene.anna.press("Avbryt")).status).toBe(200);
    expect(shown()).not.toContain("För sent");
    scene.replies(() => {
      scene.anna.closeModal();
      return dialogOf();
    });
    expect((await scene.anna.press("Avbryt")).status).toBe(200);
    expect(scene.troubles).toEqual([]);
  });

  test("with changed metadata is refused and the house hears nothing", async () => {
    await launch();
    const modal = scene.anna.modal();
    if (!modal) throw new Error("no modal");
    const private_metadata = modal.view.private_metadata?.replace("DUANNA", "DUMAJA") ?? "";
    scene.workspace.modals.set("UANNA", { ...modal, view: { ...modal.view, private_metadata } });
    const heard = scene.turns.length;
    expect((await scene.anna.submit({ what: "Någon föll" })).status).toBe(400);
    expect((await scene.anna.press("Avbryt")).status).toBe(400);
    expect(scene.turns).toHaveLength(heard);
  });

  test("whose answer failed stays open with what was typed", async () => {
    await launch();
    scene.replies(() => {
      throw new RangeError("hemligt");
    });
    expect((await scene.anna.submit({ what: "Någon föll" })).status).toBe(500);
    expect(shown()).toContain("Vad hände?");
    expect(scene.troubles).toEqual(["failed: RangeError"]);
  });
});
