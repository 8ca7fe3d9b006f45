import { createServer, type IncomingMessage } from "node:http";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import { type Answer, connect, ok, refused, type TeamsMessage, type TeamsPerson } from "./connector.ts";

/** What goes wrong at the Connector until it is set back; `accepted`: after the message was taken. */
export type TeamsTrouble =
  | {
      readonly status: number;
      readonly retryAfter?: number;
      readonly location?: string;
      readonly accepted?: true;
    }
  | { readonly hang: true };

export interface TeamsService {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenant: string;
  /** The bot's id in conversations. */
  readonly botId: string;
  /** As activities carry it, and as TEAMS_SERVICE_HOSTS lists it. */
  readonly serviceUrl: string;
  readonly host: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
  readonly people: Map<string, TeamsPerson>;
  readonly messages: TeamsMessage[];
  /** Every request to the Connector: method, path and what was answered. */
  readonly requests: { readonly method: string; readonly path: string; readonly status: number }[];
  /** How many tokens the login gave out. */
  logins(): number;
  trouble: TeamsTrouble | undefined;
  /** An id no activity has had. */
  nextId(): string;
  /** Signs a token as the Bot Framework would. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** The name of a key that may not sign for Teams. */
export const otherChannel = "webchat";
export const botFramework = "https://api.botframework.com";

/** One for all services of a process: making a pair takes a tenth of a second of a core. */
let made: ReturnType<typeof makeKey> | undefined;

function signingKey() {
  made ??= makeKey();
  return made;
}

async function makeKey() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  return { jwk, kid: await calculateJwkThumbprint(jwk), privateKey };
}

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
  const { jwk, kid, privateKey } = await signingKey();
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
  let lastId = Date.now();

  const service: TeamsService = {
    appId,
    appPassword,
    tenant,
    botId: `28:${appId}`,
    serviceUrl: `${url}/emea/`,
    host,
    openIdMetadataUrl: `${url}/openid`,
    loginUrl: `${url}/login`,
    people: new Map(options.people?.map((person) => [person.id, person])),
    messages: [],
    requests: [],
    logins: () => issued.size,
    trouble: undefined,
    nextId: () => String(++lastId),
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
    if (path === "/keys")
      return ok({ keys: [key, { ...key, kid: otherChannel, endorsements: [otherChannel] }] });
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
    const answered = connect(service, method, path, text);
    return trouble ? inTrouble(trouble) : answered;
  }

  return service;
}

function inTrouble({ status, retryAfter, location }: Extract<TeamsTrouble, { status: number }>): Answer {
  return {
    ...refused(status, "ServiceError"),
    headers: { ...(retryAfter && { "retry-after": String(retryAfter) }), ...(location && { location }) },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
