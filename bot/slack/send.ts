import type { ModalView } from "@slack/types";
import * as webApi from "@slack/web-api";
import type { Card } from "#cards/card";
import { slackMessage } from "#cards/slack";
import type { MessageRef } from "#domain/record";
import type { Sender, Sent } from "#functions/reach";

/** How Slack's Web API is reached. */
export interface SlackAccess {
  readonly botToken: string;
  /** Where the Web API is, when it is not Slack's own. */
  readonly apiUrl?: string | undefined;
}

/** Says nothing: the client would log whole requests, and what goes wrong is told as a code instead. */
export const silent: webApi.Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => {},
};

/** A Web API client that tries once and gives up after `timeout` milliseconds: retrying is the errand's work. */
export function slackClient({ botToken, apiUrl }: SlackAccess, timeout = 5_000): webApi.WebClient {
  return new webApi.WebClient(botToken, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/**
 * Puts cards in front of people in Slack. A contact is `{ channel }`, or `{ user }`, which opens the bot's own
 * conversation with them; a message's address is `{ channel, ts }`. `preview` is what a notification says.
 */
export function slackSender(client: webApi.WebClient, preview: string): Sender {
  return {
    async send(contact, card) {
      const channel = contact.channel ?? contact.user;
      if (!channel) return never("no_address");
      if (card.surface === "dialog") return never("dialog_card");
      return sent(() =>
        client.chat.postMessage({
          channel,
          ...slackMessage(card, preview),
          unfurl_links: false,
          unfurl_media: false,
        }),
      );
    },
    async update(ref, card) {
      const { channel, ts } = ref;
      if (!channel || !ts) return never("no_address");
      if (card.surface === "dialog") return never("dialog_card");
      return sent(() => client.chat.update({ channel, ts, ...slackMessage(card, preview) }));
    },
  };
}

function never(why: string): Sent {
  return { ok: false, again: false, why };
}

async function sent(call: () => Promise<{ channel?: string; ts?: string }>): Promise<Sent> {
  try {
    const { channel, ts } = await call();
    if (!channel || !ts) return { ok: false, again: true, why: "bad_response" };
    const ref: MessageRef = { channel, ts };
    return { ok: true, ref };
  } catch (error) {
    return notSent(error);
  }
}

/** This person or message is out of reach, or the card itself is refused: another try changes nothing. */
const final = new Set([
  "account_inactive",
  "cannot_dm_bot",
  "cant_dm_bot",
  "cant_update_message",
  "channel_not_found",
  "edit_window_closed",
  "invalid_arguments",
  "invalid_blocks",
  "invalid_blocks_format",
  "is_archived",
  "message_not_found",
  "messages_tab_disabled",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "not_in_channel",
  "restricted_action",
  "user_disabled",
  "user_not_found",
  "user_not_visible",
]);

/**
 * What an error of the Web API means for the errand. Another try can help when Slack is down, slow or asks us
 * to wait, and when the token or a scope is wrong, since the operator can mend that; an unknown code counts as
 * that too, since a double card is better than silence.
 */
function notSent(error: unknown): Extract<Sent, { ok: false }> {
  const why = slackCode(error);
  const again = !final.has(why);
  const after = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : undefined;
  return { ok: false, again, why, ...(after !== undefined && { after }) };
}

/** The error as a code that may be logged: never what was sent or answered. */
export function slackCode(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError)
    return /^\w{1,60}$/.test(error.data.error) ? error.data.error : "bad_response";
  if (error instanceof webApi.WebAPIRateLimitedError) return "ratelimited";
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) return "unreachable";
  return error instanceof Error ? error.name : "unknown";
}

/** An error whose name is a code, so that `slackCode` tells it again. */
function failure(code: string): Error {
  return Object.assign(new Error(code), { name: code });
}

/** How long Slack may take over our answer to a turn, in ms: it waits three seconds for us in all. */
export const doorTimeout = 2_500;

/** Puts the card where the pressed one was; as a new message if that one can no longer be changed. */
export async function replace(
  client: webApi.WebClient,
  way: { readonly ref?: MessageRef; readonly respond?: string },
  card: Card,
  preview: string,
): Promise<void> {
  if (!way.ref) {
    if (way.respond) await respond(way.respond, { replace_original: true, ...slackMessage(card, preview) });
    return;
  }
  const sender = slackSender(client, preview);
  let sent = await sender.update(way.ref, card);
  if (!sent.ok && !sent.again) sent = await sender.send(way.ref, card);
  if (!sent.ok) throw failure(sent.why);
}

/** False when the trigger is too old. One already used means the modal is open: a press delivered twice. */
export async function open(client: webApi.WebClient, trigger_id: string, view: ModalView): Promise<boolean> {
  try {
    await quietly(["exchanged_trigger_id"], () => client.views.open({ trigger_id, view }));
    return true;
  } catch (error) {
    if (slackCode(error) === "expired_trigger_id") return false;
    throw error;
  }
}

/** Lets the given errors pass: the modal has moved on or is closed, and nobody waits for the answer. */
export async function quietly(codes: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!codes.includes(slackCode(error))) throw error;
  }
}

/** Answers by the address that came with a press or a command. */
export async function respond(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(doorTimeout),
  });
  if (!response.ok) throw failure(`response_url_${response.status}`);
}
