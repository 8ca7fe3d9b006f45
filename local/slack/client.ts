import { overLimits, showView } from "./api.ts";
import { type Fill, fillIn, missingIn, stateOf } from "./inputs.ts";
import { type Answered, knock, type Odd } from "./knock.ts";
import { actionPayload, eventPayload, viewPayload } from "./payloads.ts";
import { type Button, buttonsIn } from "./shapes.ts";
import { directChannel, type Message, type Modal, type Workspace } from "./workspace.ts";

/** Which button: its words, or what is true of it. */
type Which = string | ((button: Button) => boolean);

/** A person at Slack, who does what a person can do there and no more. */
export interface SlackPerson {
  readonly user: string;
  /** Writes to the bot, or in a channel. */
  say(text: string, channel?: string): Promise<Answered>;
  openMessages(): Promise<Answered>;
  command(command: string, text?: string): Promise<Answered>;
  shortcut(callbackId: string): Promise<Answered>;
  /**
   * Presses a button: in the open modal, else on the latest message that has it, or on the message given.
   * `fill` is what was typed on the message first.
   */
  press(button: Which, how?: { on?: Message; fill?: Fill }): Promise<Answered>;
  /** Types into the open modal. */
  fill(fill: Fill): void;
  /** Fills in the rest and submits the open modal. */
  submit(fill?: Fill): Promise<Answered>;
  /** Where a link button leads: in the open modal, else on the latest message that has it. */
  link(label: string): string | undefined;
  closeModal(): void;
  /** What Slack does when it missed our answer: the last request again, signed anew. */
  redeliver(retry?: number): Promise<Answered>;
  modal(): Modal | undefined;
}

/** A person of the workspace, whose doings reach the door at `url`, signed. */
export function slackPerson(
  workspace: Workspace,
  door: { readonly url: string; readonly signingSecret: string; readonly wallClock?: () => number },
  user: string,
): SlackPerson {
  let last = { body: "", contentType: "" };
  const team = { id: workspace.team, domain: "osby" };
  const about = { token: "legacy", team, enterprise: null, is_enterprise_install: false };
  const actor = { id: user, name: user.toLowerCase(), username: user.toLowerCase(), team_id: workspace.team };

  const send = (body: string, contentType: string, odd: Odd = {}) => {
    last = { body, contentType };
    return knock(door, body, { contentType, ...odd });
  };
  const form = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
  const interact = (payload: object) => form({ payload: JSON.stringify(payload) });
  const happened = (event: object) =>
    send(JSON.stringify(eventPayload(workspace, event)), "application/json; charset=utf-8");

  const newTs = () => `${Math.floor(workspace.now() / 1000)}.${String(workspace.next()).padStart(6, "0")}`;
  const newTrigger = () => {
    const trigger = `${workspace.next()}.${workspace.team}.trigger`;
    workspace.triggers.set(trigger, { user, at: workspace.now(), used: false });
    return trigger;
  };
  const newAddress = (channel: string, ts?: string) => {
    const address = `address${workspace.next()}`;
    workspace.addresses.set(address, { user, channel, ...(ts && { ts }) });
    return new URL(`/respond/${address}`, workspace.url).href;
  };
  const openModal = () => {
    const modal = workspace.modals.get(user);
    if (!modal) throw new Error("no modal is open");
    return modal;
  };
  const type = (fill: Fill) => {
    const modal = openModal();
    const typed = { ...modal.typed, ...fillIn(modal.view.blocks, fill) };
    workspace.modals.set(user, { ...modal, typed });
  };
  return {
    user,
    modal: () => workspace.modals.get(user),

    say(text, channel = directChannel(user)) {
      const ts = newTs();
      workspace.messages.push({ channel, ts, from: user, text, blocks: [] });
      const channel_type = channel.startsWith("D") ? "im" : "channel";
      const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      const said = { type: "message", user, ts, text: escaped, team: workspace.team, channel, channel_type };
      return happened({ ...said, client_msg_id: `m${ts}`, event_ts: ts });
    },

    openMessages: () =>
      happened({
        type: "app_home_opened",
        user,
        channel: directChannel(user),
        tab: "messages",
        event_ts: newTs(),
      }),

    command: (command, text = "") =>
      form({
        token: "legacy",
        team_id: workspace.team,
        team_domain: team.domain,
        channel_id: directChannel(user),
        channel_name: "directmessage",
        user_id: user,
        user_name: actor.name,
        command,
        text,
        api_app_id: workspace.app,
        is_enterprise_install: "false",
        response_url: newAddress(directChannel(user)),
        trigger_id: newTrigger(),
      }),

    shortcut: (callback_id) =>
      interact({
        type: "shortcut",
        ...about,
        user: actor,
        callback_id,
        trigger_id: newTrigger(),
        action_ts: newTs(),
      }),

    press(which, { on, fill = {} } = {}) {
      const common = { type: "block_actions", ...about, api_app_id: workspace.app, user: actor };
      const modal = workspace.modals.get(user);
      if (modal && !on) {
        type(fill);
        const view = viewPayload(workspace, openModal());
        const actions = [actionPayload(find(modal.view.blocks, which), newTs())];
        const container = { type: "view", view_id: modal.id };
        return interact({ ...common, container, trigger_id: newTrigger(), view, actions });
      }
      const message = on ?? workspace.messagesOf(user).findLast((each) => has(each, which));
      if (!message) throw new Error(`no message has the button ${String(which)}`);
      const { channel, ts, text, blocks } = message;
      return interact({
        ...common,
        container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: !!message.only },
        trigger_id: newTrigger(),
        channel: { id: channel, name: channel.startsWith("D") ? "directmessage" : "allmant" },
        ...(!message.only && { message: { type: "message", user: workspace.botUser, ts, text, blocks } }),
        state: { values: stateOf(blocks, fillIn(blocks, fill)) },
        response_url: newAddress(channel, ts),
        actions: [actionPayload(find(blocks, which), newTs())],
      });
    },

    fill: type,

    async submit(fill = {}) {
      type(fill);
      const modal = openModal();
      if (!modal.view.submit) throw new Error("this modal has no submit");
      const missing = missingIn(modal.view.blocks, modal.typed);
      if (missing.length > 0) throw new Error(`Slack asks for ${missing.join(", ")} first`);
      const sent = { ...about, api_app_id: workspace.app, user: actor, trigger_id: newTrigger() };
      const answered = await interact({
        type: "view_submission",
        ...sent,
        view: viewPayload(workspace, modal),
        response_urls: [],
      });
      if (answered.status === 200) obey(workspace, user, modal, answered.body);
      return answered;
    },

    link(label) {
      const modal = workspace.modals.get(user);
      const shown = modal ? [modal.view] : workspace.messagesOf(user).toReversed();
      const links = shown.flatMap(({ blocks }) => buttonsIn(blocks)).filter((button) => is(button, label));
      return links.find(({ element }) => element.url)?.element.url;
    },

    closeModal() {
      workspace.modals.delete(user);
    },

    redeliver: (retry = 1) => knock(door, last.body, { contentType: last.contentType, retry }),
  };
}

type SubmitAnswer =
  | { readonly response_action: "clear" }
  | { readonly response_action: "errors"; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: "update"; readonly view: unknown };

/** Does with the modal what the answer to its submit says, as Slack would; throws where Slack would show an error. */
function obey(workspace: Workspace, user: string, modal: Modal, body: string): void {
  const answer: SubmitAnswer = body === "" ? { response_action: "clear" } : JSON.parse(body);
  if (answer.response_action === "clear") {
    workspace.modals.delete(user);
  } else if (answer.response_action === "errors") {
    const inputs = new Set(
      modal.view.blocks.filter((block) => block.type === "input").map((block) => block.block_id),
    );
    const lost = Object.keys(answer.errors).filter((id) => !inputs.has(id));
    if (lost.length > 0) throw new Error(`errors for blocks that are no inputs: ${lost.join(", ")}`);
    workspace.modals.set(user, { ...modal, errors: answer.errors });
  } else if (answer.response_action === "update") {
    const bad = overLimits(answer.view);
    if (bad) throw new Error(`Slack refuses the view: ${JSON.stringify(bad)}`);
    showView(workspace, user, modal.id, answer.view);
  } else throw new Error(`Slack does not know the answer ${body}`);
}

function has(message: Message, which: Which): boolean {
  return buttonsIn(message.blocks).some((button) => is(button, which));
}

function find(blocks: Message["blocks"], which: Which): Button {
  const button = buttonsIn(blocks).find((each) => is(each, which));
  if (!button) throw new Error(`there is no button ${String(which)}`);
  return button;
}

function is(button: Button, which: Which): boolean {
  return typeof which === "string" ? button.element.text?.text === which : which(button);
}
