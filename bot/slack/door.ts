import { App, AwsLambdaReceiver } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type * as webApi from "@slack/web-api";
import type { Converse } from "#bot/conversation";
import type { Card, Reply, ShownProblem } from "#cards/card";
import {
  type DialogWords,
  fieldOf,
  problemId,
  slackMessage,
  slackProblems,
  slackView,
  submitOf,
} from "#cards/slack";
import { slackProfile } from "./person.ts";
import {
  doorTimeout,
  open,
  quietly,
  replace,
  respond,
  type SlackAccess,
  silent,
  slackClient,
  slackCode,
} from "./send.ts";
import { type Heard, type Hearing, type ShownView, slackTurn } from "./turn.ts";
import { type RawRequest, sealMetadata, verifySlack } from "./verify.ts";

export interface SlackDoor extends SlackAccess, Hearing {
  readonly converse: Converse;
  readonly words: DialogWords & {
    /** A dialog could not open in time; press again. */
    readonly expired: string;
    /** A button ended a dialog, which only the person can close. */
    readonly done: string;
  };
  /** Milliseconds; authentication keeps the wall clock even when the house's is turned. */
  readonly wallClock: () => number;
  /** Told a code, never content, when something was refused or could not be answered. */
  readonly trouble?: (why: string) => void;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Opens the way in from Slack: takes each request as API Gateway gives it, answers it. Refuses to open without
 * its secrets; answers 401, 413 or 400 to what is not Slack's or not ours, and 500 when the turn failed, so
 * that Slack tries an event again and tells a person that a press did not get through.
 */
export function openSlack(door: SlackDoor): (request: RawRequest) => Promise<HttpAnswer> {
  if (!door.signingSecret || !door.botToken) throw new Error("Slack needs a signing secret and a bot token");
  const client = slackClient(door, doorTimeout);

  // The signature is proven before the receiver runs; what was heard rides along in the request's own context.
  const receiver = new AwsLambdaReceiver({
    signingSecret: door.signingSecret,
    signatureVerification: false,
    logger: silent,
    customPropertiesExtractor: (event) => ({ heard: event.requestContext.heard }),
  });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: door.botToken }),
    ignoreSelf: false,
    convoStore: false,
    logger: silent,
  });
  app.use(async ({ context, ...args }) => {
    const heard: Heard | undefined = context.heard;
    try {
      const answer = heard && (await answerTurn(door, client, heard));
      // An event is acknowledged by bolt itself, and then there is no ack to give.
      const ack = args.ack as ((answer?: SubmissionAnswer) => Promise<void>) | undefined;
      await ack?.(answer);
    } catch (error) {
      door.trouble?.(`failed: ${slackCode(error)}`);
      throw error;
    }
  });
  const handle = receiver.toHandler();
  const refused = (status: number, why: string) => {
    door.trouble?.(`refused: ${why}`);
    return answered(status);
  };

  return async (request) => {
    const verified = verifySlack(request, door.signingSecret, door.wallClock());
    if (!verified.ok) return refused(verified.status, verified.why);
    try {
      const heard = slackTurn(verified.body, door);
      if (heard === "malformed") return refused(400, "malformed");
      const { statusCode, headers, body } = await handle(
        {
          version: "2.0",
          routeKey: "",
          rawPath: "",
          rawQueryString: "",
          headers: { ...verified.headers },
          body: verified.text,
          isBase64Encoded: false,
          requestContext: { heard },
        },
        {},
      );
      return answered(statusCode, body, String(headers?.["Content-Type"] ?? "text/plain"));
    } catch (error) {
      door.trouble?.(`failed: ${slackCode(error)}`);
      return answered(500);
    }
  };
}

function answered(statusCode: number, body = "", type = "text/plain"): HttpAnswer {
  return { statusCode, headers: { "content-type": type, "cache-control": "no-store" }, body };
}

type SubmissionAnswer =
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: "clear" };

type Message = ReturnType<typeof slackMessage>;

/** Asks the house and puts its reply where the way allows; gives what a modal's submit is answered with. */
async function answerTurn(
  door: SlackDoor,
  client: webApi.WebClient,
  { turn, way }: Heard,
): Promise<SubmissionAnswer | undefined> {
  const { words } = door;
  const { user, organisation } = turn.who;
  if (way.to === "newcomer") {
    const before = await client.conversations.history({ channel: way.channel, limit: 1 });
    if (before.messages?.length) return undefined;
  }
  const reply = await door.converse(turn, {
    contact: { user, team: organisation },
    profile: () => slackProfile(client, turn.who),
  });
  if (!reply) return undefined;

  const draw = (card: Card): ModalView => {
    const metadata = { action: submitOf(card)?.action, card: turn.card };
    return slackView(card, sealMetadata(door.signingSecret, turn.who, metadata), words);
  };

  switch (way.to) {
    case "channel":
    case "newcomer": {
      if (reply.type === "close") return undefined;
      const message = messageOf(reply, words.name);
      if (way.to === "channel" && way.others)
        await client.chat.postEphemeral({ channel: way.channel, user, ...message });
      else await client.chat.postMessage({ channel: way.channel, ...message, unfurl_links: false });
      return undefined;
    }

    case "card":
    case "launch": {
      const tell = async (message: Message) => {
        if (way.respond)
          await respond(way.respond, { response_type: "ephemeral", replace_original: false, ...message });
        else await client.chat.postMessage({ channel: user, ...message, unfurl_links: false });
      };
      if (reply.type === "close") return undefined;
      if (reply.type === "problems") await tell(messageOf(reply, words.name));
      else if (reply.type === "dialog" || turn.surface === "dialog") {
        const opened = await open(client, way.trigger, draw(reply.card));
        if (!opened) await tell({ text: words.expired, blocks: slackProblems([{ text: words.expired }]) });
      } else if (way.to === "card") await replace(client, way, reply.card, words.name);
      return undefined;
    }

    case "view": {
      const { id, hash } = way.view;
      const view =
        reply.type === "problems"
          ? withProblems(reply, way.view, draw)
          : draw(reply.type === "close" ? endOf(words) : reply.card);
      await quietly(["hash_conflict", "not_found"], () => client.views.update({ view_id: id, hash, view }));
      return undefined;
    }

    case "submission": {
      if (reply.type === "close") return { response_action: "clear" };
      if (reply.type !== "problems") return { response_action: "update", view: draw(reply.card) };
      const errors = errorsIn(way.view, reply.problems);
      if (errors) return { response_action: "errors", errors };
      return { response_action: "update", view: withProblems(reply, way.view, draw) };
    }
  }
}

function messageOf(reply: Exclude<Reply, { type: "close" }>, name: string): Message {
  if (reply.type === "problems")
    return {
      text: reply.problems.map((problem) => problem.text).join(" "),
      blocks: slackProblems(reply.problems),
    };
  return slackMessage(reply.card, name);
}

/** Slack cannot close a modal from a button in it, so the page says that it may be closed. */
function endOf(words: SlackDoor["words"]): Card {
  return { title: words.name, surface: "dialog", parts: [{ type: "text", text: words.done }], buttons: [] };
}

/** The problems under their fields; undefined when one of them has no field in the view. */
function errorsIn(view: ShownView, problems: readonly ShownProblem[]): Record<string, string> | undefined {
  const inputs = view.blocks
    .filter((block) => block.type === "input")
    .flatMap((block) => block.block_id ?? []);
  const errors: Record<string, string> = {};
  for (const { field, text } of problems) {
    const block = inputs.find((id) => fieldOf(id) === field);
    if (!block) return undefined;
    errors[block] = errors[block] ? `${errors[block]} ${text}` : text;
  }
  return errors;
}

/** The page with what is wrong above it: redrawn if the house did, else as it stands with what was typed. */
function withProblems(
  { card, problems }: Extract<Reply, { type: "problems" }>,
  shown: ShownView,
  draw: (card: Card) => ModalView,
): ModalView {
  const view = card ? draw(card) : standing(shown);
  const drawn = new Set(
    card?.parts.flatMap((part) => (part.type === "input" && part.problem ? part.name : [])),
  );
  const above: KnownBlock[] = slackProblems(problems.filter(({ field }) => !field || !drawn.has(field)));
  const page = view.blocks.filter((block) => !block.block_id?.startsWith(problemId));
  return { ...view, blocks: [...above, ...page] };
}

function standing({ title, submit, close, private_metadata, blocks }: ShownView): ModalView {
  return {
    type: "modal",
    title,
    ...(submit && { submit }),
    ...(close && { close }),
    private_metadata,
    blocks,
  };
}
