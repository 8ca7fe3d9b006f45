import { describe, expect, test } from "vitest";
import type { Who } from "#bot/conversation";
import { type Heard, slackTurn } from "#bot/slack/turn";
import { sealMetadata } from "#bot/slack/verify";
import { answer, formOf, seeks, signingSecret } from "./scene.ts";

const anna: Who = { platform: "slack", organisation: "T1", user: "U1" };
const hear = (body: unknown) => slackTurn(body, { signingSecret, formOf, seeks });

function heard(body: unknown): Heard {
  const found = hear(body);
  if (found === undefined || found === "malformed") throw new Error(`not heard: ${found}`);
  return found;
}

function event(over: object, around: object = {}) {
  const said = {
    type: "message",
    user: "U1",
    channel: "D1",
    channel_type: "im",
    text: "avvikelse",
    ts: "1.1",
  };
  return {
    type: "event_callback",
    team_id: "T1",
    authorizations: [{ user_id: "UBOT", is_bot: true }],
    event: { ...said, ...over },
    ...around,
  };
}

const person = { team: { id: "T1", domain: "osby" }, enterprise: null, user: { id: "U1", name: "anna" } };
const pressed = { type: "button", action_id: "turn:0", block_id: "b1", value: JSON.stringify(answer) };

function press(over: object = {}, action: object = {}) {
  return {
    type: "block_actions",
    ...person,
    trigger_id: "1.2.3",
    response_url: "https://hooks.slack.example/1",
    container: { type: "message", channel_id: "D1", message_ts: "1.1", is_ephemeral: false },
    channel: { id: "D1", name: "directmessage" },
    actions: [{ ...pressed, ...action }],
    state: { values: {} },
    ...over,
  };
}

function view(over: object = {}) {
  return {
    id: "V1",
    hash: "h1",
    type: "modal",
    title: { type: "plain_text", text: "Rapportera" },
    submit: null,
    close: null,
    private_metadata: sealMetadata(signingSecret, anna, {
      action: answer,
      card: { channel: "D1", ts: "1.1" },
    }),
    blocks: [],
    state: { values: {} },
    ...over,
  };
}

const values = {
  "what@d1.what": { what: { type: "plain_text_input", value: "Fick inte sin medicin" } },
  "more@d1.what": { more: { type: "plain_text_input", value: null } },
  "unit@d1.what": { unit: { type: "radio_buttons", selected_option: { text: {}, value: "familjehuset" } } },
  "kind@d1.what": { kind: { type: "static_select", selected_option: null } },
  "who@d1.what": { who: { type: "checkboxes", selected_options: [{ value: "a" }, { value: "b" }] } },
  "none@d1.what": { none: { type: "multi_static_select", selected_options: [] } },
  "since@d1.what": { since: { type: "datepicker", selected_date: "2026-03-09" } },
  "until@d1.what": { until: { type: "datepicker", selected_date: null } },
};
const inputs = {
  what: "Fick inte sin medicin",
  more: "",
  unit: "familjehuset",
  who: ["a", "b"],
  since: "2026-03-09",
};

describe("what is written", () => {
  test("in a direct message is a text, answered in that conversation", () => {
    expect(heard(event({}))).toEqual({
      turn: { who: anna, place: "personal", surface: "message", say: { type: "text", text: "avvikelse" } },
      way: { to: "channel", channel: "D1", others: false },
    });
  });

  test("comes as it was written, not as Slack escapes it", () => {
    expect(heard(event({ text: "a &lt;b&gt; &amp;lt;" })).turn.say).toEqual({
      type: "text",
      text: "a <b> &lt;",
    });
  });

  test("with a picture is a text too, even an empty one", () => {
    expect(heard(event({ subtype: "file_share", text: "" })).turn.say).toEqual({ type: "text", text: "" });
  });

  test.each(["channel", "group", "mpim"])(
    "in a %s is said in a group, and only the writer is answered",
    (channel_type) => {
      const { turn, way } = heard(event({ channel: "C1", channel_type }));
      expect(turn.place).toBe("group");
      expect(way).toEqual({ to: "channel", channel: "C1", others: true });
    },
  );

  test("to the bot by name in a channel is said in a group", () => {
    expect(heard(event({ type: "app_mention", channel: "C1", channel_type: undefined })).turn.place).toBe(
      "group",
    );
  });

  test.each([
    ["a bot", event({ bot_id: "B1" })],
    ["the bot itself", event({ user: "UBOT" })],
    ["an edit", event({ subtype: "message_changed" })],
    ["a removal", event({ subtype: "message_deleted" })],
    ["a bot's message of the old kind", event({ subtype: "bot_message", user: undefined })],
    ["a notice of somebody joining", event({ subtype: "channel_join" })],
    ["nobody", event({ user: undefined })],
    ["a reaction", event({ type: "reaction_added" })],
    ["nobody's workspace", event({}, { team_id: null })],
  ])("by %s is not answered", (_, body) => {
    expect(hear(body)).toBeUndefined();
  });

  test("twice, as Slack delivers again, is the same turn", () => {
    expect(heard(event({}))).toEqual(heard(event({})));
  });
});

test("opening the bot's messages is a greeting to a newcomer, its home is nothing yet", () => {
  const opened = { type: "app_home_opened", channel_type: undefined, text: undefined };
  expect(heard(event({ ...opened, tab: "messages" }))).toEqual({
    turn: { who: anna, place: "personal", surface: "message", say: { type: "hello" } },
    way: { to: "newcomer", channel: "D1" },
  });
  expect(hear(event({ ...opened, tab: "home" }))).toBeUndefined();
});

describe("a command and a shortcut", () => {
  const command = {
    command: "/avvikelse",
    text: "någon föll",
    user_id: "U1",
    team_id: "T1",
    trigger_id: "1.2.3",
  };
  const start = { type: "press", action: { do: "start", form: "deviation" }, inputs: {} };

  test("open their form on a dialog, and what was written after the command is dropped", () => {
    const { turn, way } = heard({ ...command, response_url: "https://hooks.slack.example/1" });
    expect(turn).toEqual({ who: anna, place: "personal", surface: "dialog", say: start });
    expect(way).toEqual({ to: "launch", trigger: "1.2.3", respond: "https://hooks.slack.example/1" });
    const used = {
      type: "shortcut",
      ...person,
      callback_id: "avvikelse",
      trigger_id: "1.2.3",
      action_ts: "1.1",
    };
    expect(heard(used)).toEqual({ turn, way: { to: "launch", trigger: "1.2.3" } });
    expect(heard({ ...used, type: "message_action", message: { text: "hemligt" } }).turn).toEqual(turn);
  });

  test("that opens no form is the word itself", () => {
    expect(heard({ ...command, command: "/hjälp" }).turn.say).toEqual({ type: "text", text: "hjälp" });
    const sought = { ...command, command: "/rutin", text: "våld" };
    expect(heard(sought).turn.say).toEqual({ type: "text", text: "rutin våld" });
  });
});

describe("a press on a message", () => {
  test("is its action and what was filled in, by the fields' names", () => {
    expect(heard(press({ state: { values } }))).toEqual({
      turn: {
        who: anna,
        place: "personal",
        surface: "message",
        say: { type: "press", action: answer, inputs },
        card: { channel: "D1", ts: "1.1" },
      },
      way: {
        to: "card",
        trigger: "1.2.3",
        ref: { channel: "D1", ts: "1.1" },
        respond: "https://hooks.slack.example/1",
      },
    });
  });

  test("that opens a dialog says so", () => {
    expect(heard(press({}, { action_id: "dialog:3" })).turn.surface).toBe("dialog");
  });

  test("that only one can see has no address to update", () => {
    const container = { type: "message", channel_id: "C1", message_ts: "1.1", is_ephemeral: true };
    const { turn, way } = heard(press({ container }));
    expect(turn.card).toBeUndefined();
    expect(turn.place).toBe("group");
    expect(way).not.toHaveProperty("ref");
  });

  test("of an element that only chooses is not answered", () => {
    expect(hear(press({}, { type: "radio_buttons" }))).toBeUndefined();
  });

  test("that has opened a page is not answered, on a message or in a modal, whatever it carries", () => {
    const link = { action_id: "link:0", value: undefined, url: "https://osby.example/rutin" };
    expect(hear(press({}, link))).toBeUndefined();
    expect(hear(press({}, { ...link, value: JSON.stringify(answer) }))).toBeUndefined();
    expect(hear(press({ view: view(), container: { type: "view", view_id: "V1" } }, link))).toBeUndefined();
    expect(hear(press({}, { ...link, action_id: "link:0:turn" }))).toBe("malformed");
  });

  test.each([
    ["no value", press({}, { value: undefined })],
    ["a value that is no JSON", press({}, { value: "{" })],
    ["an unknown action", press({}, { value: '{"do":"destroy"}' })],
    ["an action with more in it", press({}, { value: '{"do":"home","as":"U2"}' })],
    ["another name", press({}, { action_id: "approve" })],
    ["no message", press({ container: { type: "message" } })],
    ["no buttons", press({ actions: [] })],
    ["no person", press({ user: null })],
  ])("with %s is malformed", (_, body) => {
    expect(hear(body)).toBe("malformed");
  });
});

describe("a modal", () => {
  test("that is submitted is its own action, what was filled in, and the card it was launched from", () => {
    const body = { type: "view_submission", ...person, view: view({ state: { values } }) };
    expect(heard(body).turn).toEqual({
      who: anna,
      place: "personal",
      surface: "dialog",
      say: { type: "press", action: answer, inputs },
      card: { channel: "D1", ts: "1.1" },
    });
    expect(heard(body).way).toMatchObject({ to: "submission", view: { id: "V1" } });
  });

  test("whose button is pressed is the button's action on a dialog", () => {
    const cancel = { do: "cancel", form: "deviation", draft: "d1" };
    const container = { type: "view", view_id: "V1" };
    const { turn, way } = heard(press({ view: view(), container }, { value: JSON.stringify(cancel) }));
    expect(turn).toMatchObject({
      surface: "dialog",
      say: { action: cancel },
      card: { channel: "D1", ts: "1.1" },
    });
    expect(way).toMatchObject({ to: "view", view: { id: "V1", hash: "h1" } });
  });

  test("that is closed is not answered", () => {
    expect(hear({ type: "view_closed", ...person, view: view() })).toBeUndefined();
  });

  test("with another's or changed metadata is malformed, and its card is not believed", () => {
    const other = sealMetadata(signingSecret, { ...anna, user: "U2" }, { action: answer });
    for (const private_metadata of [other, `${view().private_metadata} `, "", "{}"]) {
      expect(hear({ type: "view_submission", ...person, view: view({ private_metadata }) })).toBe(
        "malformed",
      );
      expect(hear(press({ view: view({ private_metadata }), container: { type: "view" } }))).toBe(
        "malformed",
      );
    }
  });

  test("without a submit of ours is malformed when submitted", () => {
    const private_metadata = sealMetadata(signingSecret, anna, {});
    expect(hear({ type: "view_submission", ...person, view: view({ private_metadata }) })).toBe("malformed");
  });
});

test("an app installed for a whole organisation knows people by the organisation", () => {
  const who = { ...anna, organisation: "E1" };
  expect(heard(press({ team: null, enterprise: { id: "E1" } })).turn.who).toEqual(who);
  expect(heard(event({}, { team_id: null, enterprise_id: "E1" })).turn.who).toEqual(who);
  const command = { command: "/avvikelse", user_id: "U1", team_id: "", enterprise_id: "E1", trigger_id: "1" };
  expect(heard(command).turn.who).toEqual(who);
});

test.each([[{}], [{ type: "url_verification" }], [{ type: "block_suggestion" }], [{ type: 5 }]])(
  "%j is not answered",
  (body) => {
    expect(hear(body)).toBeUndefined();
  },
);
