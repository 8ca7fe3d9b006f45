import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import * as z from "zod";
import { teamsOverLimits } from "#cards/limits";
import type { TeamsCard } from "#cards/teams-elements";

/** Somebody with a Teams account. */
export interface TeamsPerson {
  /** The Entra object id. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Another tenant than the service's own: a guest. */
  readonly tenant?: string;
}

/** What lies in a conversation; `card` follows every update. */
export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  text?: string;
  card?: TeamsCard;
  /** What a lock screen shows. */
  summary?: string;
  updates: number;
}

/** What goes wrong at the Connector until it is set back; `accepted`: after the message was taken. */
export type TeamsTrouble =
  | { readonly status: number; readonly retryAfter?: number; readonly accepted?: true }
  | { readonly hang: true };

export interface TeamsService {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenant: string;
  /** As activities carry it, and as TEAMS_SERVICE_HOSTS lists it. */
  readonly serviceUrl: string;
  readonly host: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
  readonly people: Map<string, TeamsPerson>;
  readonly messages: TeamsMessage[];
  /** Every request to the Connector: method, path and what was answered. */
  readonly requests: { readonly method: string; readonly path: string; readonly status: number }[];
  trouble: TeamsTrouble | undefined;
  /** Signs a token as the Bot Framework would. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export const botFramework = "https://api.botframework.com";

/** The conversation that a person has alone with the bot, and their id in it. */
export const conversationOf = (person: TeamsPerson) => `a:${person.id}`;
export const memberIdOf = (person: TeamsPerson) => `29:${person.id}`;

/**
 * Starts the Microsoft side on 127.0.0.1: signing keys, login and Connector, with what lies in every
 * conversation. The Connector asks for the token that the login gave out, and refuses cards over Teams'
 * limits.
 */
export async function startTeamsService(options: {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenant: string;
  readonly people?: readonly TeamsPerson[];
  readonly port?: number;
}): Promise<TeamsService> {
  const { appId, appPassword, tenant } = options;
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const key = { ...jwk, kid, x5t: kid, use: "sig", endorsements: ["msteams"] };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body, headers }) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(body === undefined ? "" : JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}`;
  const issued = new Set<string>();

  const service: TeamsService = {
    appId,
    appPassword,
    tenant,
    serviceUrl: `${url}/emea/`,
    host,
    openIdMetadataUrl: `${url}/openid`,
    loginUrl: `${url}/login`,
    people: new Map(options.people?.map((person) => [person.id, person])),
    messages: [],
    requests: [],
    trouble: undefined,
    sign: (claims, header) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "JWT", kid, ...header }).sign(privateKey),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = decodeURIComponent(new URL(request.url ?? "/", url).pathname);
    const text = await textOf(request);
    if (path === "/openid") return ok({ issuer: botFramework, jwks_uri: `${url}/keys` });
    if (path === "/keys") return ok({ keys: [key] });
    if (path === `/login/${tenant}/oauth2/v2.0/token`) return login(new URLSearchParams(text));
    if (!path.startsWith("/emea/v3/")) return { status: 404 };
    if (!issued.has(request.headers.authorization ?? "")) return refused(401, "Unauthorized");
    const answered = await connector(request.method ?? "", path.slice("/emea".length), text);
    service.requests.push({ method: request.method ?? "", path, status: answered.status });
    return answered;
  }

  function login(asked: URLSearchParams): Answer {
    const right =
      asked.get("client_id") === appId &&
      asked.get("client_secret") === appPassword &&
      asked.get("grant_type") === "client_credentials" &&
      asked.get("scope") === `${botFramework}/.default`;
    if (!right) return { status: 401, body: { error: "invalid_client" } };
    const token = `connector-${issued.size + 1}`;
    issued.add(`Bearer ${token}`);
    return ok({ token_type: "Bearer", expires_in: 3600, access_token: token });
  }

  async function connector(method: string, path: string, text: string): Promise<Answer> {
    const { trouble } = service;
    if (trouble && "hang" in trouble) return new Promise(() => {});
    if (trouble && !trouble.accepted) return inTrouble(trouble);
    const answered = converse(service, method, path, text);
    return trouble ? inTrouble(trouble) : answered;
  }

  return service;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function refused(status: number, code: string): Answer {
  return { status, body: { error: { code, message: code } } };
}

function inTrouble({ status, retryAfter }: Extract<TeamsTrouble, { status: number }>): Answer {
  return {
    ...refused(status, "ServiceError"),
    headers: retryAfter ? { "retry-after": String(retryAfter) } : {},
  };
}

const activitySchema = z.looseObject({
  type: z.literal("message"),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        content: z.custom<TeamsCard>((card) => typeof card === "object" && card !== null),
      }),
    )
    .max(1)
    .optional(),
});
const openedSchema = z.looseObject({ members: z.array(z.looseObject({ id: z.string() })).length(1) });

/** The Connector's own verbs: open a conversation, write, change, take away, say who is there. */
function converse(service: TeamsService, method: string, path: string, text: string): Answer {
  const [, , , conversation = "", what, id] = path.split("/");
  if (method === "POST" && conversation === "") {
    const asked = openedSchema.safeParse(jsonOf(text)).data?.members[0]?.id;
    const member = [...service.people.values()].find((person) =>
      [person.id, memberIdOf(person)].includes(asked ?? ""),
    );
    return member ? { status: 201, body: { id: conversationOf(member) } } : refused(400, "BadSyntax");
  }
  const present = [...service.people.values()].filter(
    (person) => conversation === conversationOf(person) || !conversation.startsWith("a:"),
  );
  if (present.length === 0) return refused(404, "ConversationNotFound");
  const message = service.messages.find((one) => one.id === id && one.conversation === conversation);
  switch (`${method} ${what}`) {
    case "POST activities":
      return put(text, (said) => {
        const created = {
          id: String(1_700_000_000_000 + service.messages.length),
          conversation,
          updates: 0,
          ...said,
        };
        service.messages.push(created);
        return { status: 201, body: { id: created.id } };
      });
    case "PUT activities":
      if (!message) return refused(404, "ActivityNotFoundInConversation");
      return put(text, (said) => {
        Object.assign(message, { text: undefined, card: undefined }, said, { updates: message.updates + 1 });
        return ok({ id: message.id });
      });
    case "DELETE activities":
      if (!message) return refused(404, "ActivityNotFoundInConversation");
      service.messages.splice(service.messages.indexOf(message), 1);
      return { status: 200 };
    case "GET members": {
      const members = present.map((person) => memberOf(person, service.tenant));
      if (id === undefined) return ok(members);
      const found = members.find((member) => member.id === id || member.aadObjectId === id);
      return found ? ok(found) : refused(404, "MemberNotFoundInConversation");
    }
    case "GET pagedmembers":
      return ok({ members: present.map((person) => memberOf(person, service.tenant)) });
    default:
      return { status: 404 };
  }
}

/** Takes an activity in, unless Teams would not. */
function put(text: string, take: (said: Pick<TeamsMessage, "text" | "card" | "summary">) => Answer): Answer {
  const activity = activitySchema.safeParse(jsonOf(text)).data;
  if (!activity) return refused(400, "BadSyntax");
  const card = activity.attachments?.[0]?.content;
  const broken = card ? teamsOverLimits(card) : [];
  if (broken.some((limit) => limit.endsWith("bytes"))) return refused(413, "MessageSizeTooBig");
  if (broken.length > 0) return refused(400, `BadArgument ${broken.join("; ")}`);
  const { text: said, summary } = activity;
  return take({ ...(said && { text: said }), ...(card && { card }), ...(summary && { summary }) });
}

function memberOf(person: TeamsPerson, tenant: string) {
  const guest = person.tenant !== undefined && person.tenant !== tenant;
  return {
    id: memberIdOf(person),
    aadObjectId: person.id,
    name: person.name,
    email: person.email,
    userPrincipalName: guest ? `${person.id}#EXT#@home.example` : `${person.id}@home.example`,
    tenantId: tenant,
    userRole: guest ? "guest" : "user",
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
