import { type Activity, CloudAdapterBase, type InvokeResponse, type TurnContext } from "botbuilder-core";
import {
  AuthenticationConfiguration,
  BotFrameworkAuthenticationFactory,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import * as z from "zod";
import { teamsActivity } from "#cards/teams";
import type { TeamsWords } from "#cards/teams-elements";
import type { MessageRef } from "#domain/record";
import type { Sender, Sent } from "#functions/reach";
import {
  checkTeamsConfig,
  issuer,
  isTrustedService,
  openIdMetadataUrl,
  type TeamsConfig,
  type VerifiedActivity,
} from "./verify.ts";

const publicLogin = "https://login.microsoftonline.com";
/** Milliseconds that Teams has to answer us. */
const allowed = 8000;

/**
 * Sends cards to people of Teams, each by exactly one request. Refuses, for good, a contact on a host we do
 * not know or in another tenant, and a card made for a dialog. Throws at once when the configuration lacks
 * something.
 */
export function teamsSender(config: TeamsConfig, words: TeamsWords, adapter = teamsAdapter(config)): Sender {
  const reach = async (to: MessageRef, ask: (client: ConnectorClient, bot?: string) => Promise<string>) => {
    const address = addressSchema.safeParse(to).data;
    if (!address) return final("address is malformed");
    const { serviceUrl, conversation, bot, tenant } = address;
    if (!isTrustedService(serviceUrl, config.serviceHosts)) return final("service host");
    if (tenant !== undefined && tenant !== config.tenantId) return final("tenant");
    let activity = "";
    const about = {
      channelId: "msteams",
      serviceUrl,
      conversation: { id: conversation, isGroup: false, conversationType: "personal", name: "" },
      ...(bot && { bot: { id: bot, name: "" } }),
    };
    try {
      await adapter.continueConversationAsync(config.appId, about, async (context) => {
        activity = await ask(connectorOf(context), bot);
      });
      return { ok: true as const, ref: { serviceUrl, conversation, activity } };
    } catch (error) {
      return failed(error);
    }
  };
  return {
    send: async (contact, card) => {
      if (card.surface === "dialog") return final("card is made for a dialog");
      return reach(contact, async (client, bot) => {
        const activity = {
          ...teamsActivity(card, words, words.preview),
          ...(bot && { from: { id: bot, name: "" } }),
        };
        return (await client.conversations.sendToConversation(contact.conversation ?? "", activity)).id;
      });
    },
    update: async (ref, card) => {
      if (card.surface === "dialog") return final("card is made for a dialog");
      const id = ref.activity;
      if (!id) return final("address is malformed");
      return reach(ref, async (client) => {
        const activity = { ...teamsActivity(card, words, words.preview), id };
        await client.conversations.updateActivity(ref.conversation ?? "", id, activity);
        return id;
      });
    },
  };
}

const addressSchema = z.object({
  serviceUrl: z.string(),
  conversation: z.string().min(1),
  bot: z.string().optional(),
  tenant: z.string().optional(),
});

function final(why: string): Sent {
  return { ok: false, again: false, why };
}

const failureSchema = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  name: z.string().optional(),
  response: z.custom<{ headers: { get(name: string): string | undefined } }>().optional(),
});

/** Without a status nobody answered; 401 is our own token, not the person; 412 is Teams' word for a race. */
function failed(error: unknown): Sent {
  const { statusCode: status, response } = failureSchema.safeParse(error).data ?? {};
  const again = status === undefined || status >= 500 || [401, 408, 412, 429].includes(status);
  const after = Number(response?.headers.get("retry-after") ?? Number.NaN);
  return { ok: false, again, ...(again && after > 0 && { after }), why: teamsCode(error) };
}

/** The error as a code that may be logged: a status, or a name; never what was sent or answered. */
export function teamsCode(error: unknown): string {
  const { statusCode, code, name } = failureSchema.safeParse(error).data ?? {};
  if (statusCode) return `http_${statusCode}`;
  return [code, name].find((each) => /^\w{1,60}$/.test(each ?? "")) ?? "unknown";
}

/** botbuilder's adapter, with its protected entry opened for our own door. */
export class TeamsAdapter extends CloudAdapterBase {
  /** Lets botbuilder authenticate an activity once more and run `logic` on it; gives an invoke's answer. */
  process(
    authorization: string,
    verified: VerifiedActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const dates = ["timestamp", "localTimestamp", "expiration"].flatMap((name) =>
      typeof verified[name] === "string" ? [[name, new Date(verified[name])]] : [],
    );
    // botbuilder's type promises more than Teams sends; what we read of it ourselves is parsed in turn.ts.
    const activity: object = { ...verified, ...Object.fromEntries(dates) };
    return this.processActivity(authorization, activity as Activity, logic);
  }
}

/** Takes the configuration and gives an adapter that asks Teams once, for a while, and nobody else. */
export function teamsAdapter(config: TeamsConfig, patience = allowed): TeamsAdapter {
  checkTeamsConfig(config);
  const keys = openIdMetadataUrl(config);
  const login = config.loginUrl ?? publicLogin;
  const adapter = new TeamsAdapter(
    BotFrameworkAuthenticationFactory.create(
      "",
      true,
      login,
      issuer,
      issuer,
      issuer,
      keys,
      keys,
      "",
      credentialsFrom(config, patience, `${login.replace(/\/$/, "")}/${config.tenantId}/oauth2/v2.0/token`),
      new AuthenticationConfiguration(),
    ),
  );
  adapter.use(async (context, next) => {
    const { pipeline } = context.turnState.get<{ client: { pipeline: Pipeline } }>(
      context.adapter.ConnectorClientKey,
    ).client;
    // A repeated POST is a second card; a redirect would carry our token to a host we did not choose.
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.removePolicy({ name: "redirectPolicy" });
    pipeline.addPolicy({
      name: "patience",
      sendRequest: (request, send) =>
        send(Object.assign(request, { abortSignal: AbortSignal.timeout(patience) })),
    });
    await next();
  });
  return adapter;
}

/** What we use of the Azure client that botbuilder hides. */
interface Pipeline {
  removePolicy(which: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest: (request: object, send: (request: object) => Promise<object>) => Promise<object>;
  }): void;
}

/** The way to Teams in this turn. */
export function connectorOf(context: TurnContext): ConnectorClient {
  return context.turnState.get<ConnectorClient>(context.adapter.ConnectorClientKey);
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Signs with the app's own token, asked for when first needed and kept until five minutes before its end. */
function credentialsFrom(
  config: TeamsConfig,
  patience: number,
  url: string,
): ServiceClientCredentialsFactory {
  let kept: { token: Promise<string>; until: number } | undefined;
  const ask = async () => {
    const asked = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: config.appId,
        client_secret: config.appPassword,
        scope: `${issuer}/.default`,
      }),
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    if (!asked.ok) throw Object.assign(new Error("no token for Teams"), { code: `login_${asked.status}` });
    const given = tokenSchema.parse(await asked.json());
    kept = {
      token: Promise.resolve(given.access_token),
      until: Date.now() + (given.expires_in - 300) * 1000,
    };
    return given.access_token;
  };
  const token = async () => {
    if (kept && Date.now() < kept.until) return kept.token;
    const asked = ask();
    kept = { token: asked, until: Date.now() + patience };
    return asked.catch((error) => {
      kept = undefined;
      throw error;
    });
  };
  return {
    isValidAppId: async (appId) => appId === config.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set("authorization", `Bearer ${await token()}`);
        return request;
      },
    }),
  };
}
