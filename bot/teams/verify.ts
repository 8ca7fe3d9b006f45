import { verify as signedBy } from "node:crypto";
import { JwtTokenExtractor } from "botframework-connector/lib/auth/jwtTokenExtractor.js";
import * as z from "zod";

/** What the Teams side of the house is told of its surroundings. */
export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  /** The one Entra tenant whose people may come in. */
  readonly tenantId: string;
  /** The exact hosts (with port, where it is not https' own) whose Connector may call us and be called. */
  readonly serviceHosts: readonly string[];
  /** Where the Bot Framework publishes its signing keys. */
  readonly openIdMetadataUrl?: string;
  /** Where a token for the Connector is asked for. */
  readonly loginUrl?: string;
}

/** As API Gateway hands a request over. */
export interface DoorRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export const issuer = "https://api.botframework.com";
const publicKeys = "https://login.botframework.com/v1/.well-known/openidconfiguration";
const maxBody = 256 * 1024;
const maxDepth = 20;
/** Seconds that a clock may be off, as botbuilder itself allows. */
const skew = 300;

/** Throws unless the door can be guarded with this: a bot without an app id lets everybody in. */
export function checkTeamsConfig(config: TeamsConfig): void {
  for (const [name, value] of [
    ["MICROSOFT_APP_ID", config.appId],
    ["MICROSOFT_APP_PASSWORD", config.appPassword],
    ["MICROSOFT_APP_TENANT_ID", config.tenantId],
    ["TEAMS_SERVICE_HOSTS", config.serviceHosts.join()],
  ])
    if (!value?.trim()) throw new Error(`${name} is missing: the Teams door does not open without it`);
  for (const host of config.serviceHosts)
    if (!/^[a-z0-9.-]+(:\d+)?$/.test(host))
      throw new Error(
        `TEAMS_SERVICE_HOSTS: "${host}" is not an exact host in small letters, like smba.trafficmanager.net`,
      );
  for (const [name, url] of [
    ["BOT_OPENID_METADATA_URL", config.openIdMetadataUrl],
    ["BOT_LOGIN_URL", config.loginUrl],
  ])
    if (url !== undefined && !isGuarded(url)) throw new Error(`${name} must begin with https://`);
}

/** The address of the signing keys. */
export function openIdMetadataUrl(config: TeamsConfig): string {
  return config.openIdMetadataUrl ?? publicKeys;
}

/** Whether this is, letter for letter, an address on one of the hosts we deal with. */
export function isTrustedService(serviceUrl: string, hosts: readonly string[]): boolean {
  const url = parsed(serviceUrl);
  if (!url || !isGuarded(serviceUrl) || url.search || url.hash) return false;
  // Whatever a parser mends (userinfo, capitals, backslashes, letters that look alike) is not what was written.
  const asWritten = serviceUrl === url.origin || serviceUrl.startsWith(`${url.origin}/`);
  return asWritten && hosts.includes(url.host);
}

/** Nothing is sent in the clear beyond this machine. */
function isGuarded(address: string): boolean {
  const url = parsed(address);
  const loopback =
    url?.hostname === "127.0.0.1" || url?.hostname === "localhost" || url?.hostname === "[::1]";
  return url?.protocol === "https:" || (url?.protocol === "http:" && loopback);
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

const activitySchema = z.looseObject({
  type: z.string().min(1).max(64),
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
});
export type VerifiedActivity = z.infer<typeof activitySchema>;

export type Verified =
  | { readonly ok: true; readonly authorization: string; readonly activity: VerifiedActivity }
  | { readonly ok: false; readonly status: 400 | 401 | 403 | 413; readonly why: string };

/**
 * Takes a request as it came and gives the activity in it, or the status to refuse it with and a word for
 * the log. The token is checked before the body is read, and strictly: botbuilder, which checks it once
 * more, lets a token without an end pass, takes emulator and skill tokens, and prints what it fails on.
 */
export async function verify(request: DoorRequest, config: TeamsConfig): Promise<Verified> {
  if ((request.body?.length ?? 0) > maxBody * 1.4) return refuse(413, "body is too large");
  const body = Buffer.from(request.body ?? "", request.isBase64Encoded ? "base64" : "utf8");
  if (body.length > maxBody) return refuse(413, "body is too large");

  const authorization = headerOf(request, "authorization");
  const flaw = await flawInToken(authorization, config);
  if (flaw) return refuse(401, flaw);

  const parsed = activitySchema.safeParse(jsonOf(body.toString("utf8")));
  if (!parsed.success) return refuse(400, "body is no activity");
  const activity = parsed.data;
  if (isDeeper(activity, maxDepth)) return refuse(400, "body is too deep");
  if (activity.channelId !== "msteams") return refuse(403, "channel is not msteams");
  if (!isTrustedService(activity.serviceUrl, config.serviceHosts)) return refuse(403, "service host");
  const tenants = [activity.channelData?.tenant?.id, activity.conversation.tenantId].filter(
    (tenant) => tenant !== undefined,
  );
  if (tenants.length === 0 || tenants.some((tenant) => tenant !== config.tenantId))
    return refuse(403, "tenant");
  return { ok: true, authorization, activity };
}

function refuse(status: 400 | 401 | 403 | 413, why: string): Verified {
  return { ok: false, status, why };
}

function headerOf(request: DoorRequest, name: string): string {
  const found = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? "";
}

const headSchema = z.object({ alg: z.literal("RS256"), kid: z.string().min(1) });
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
});

/** What is wrong with the token, or undefined for one the Bot Framework signed for us and now. */
async function flawInToken(authorization: string, config: TeamsConfig): Promise<string | undefined> {
  const [, head, claims, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  if (!head || !claims || !signature) return "no token";
  const header = headSchema.safeParse(jsonOf(Buffer.from(head, "base64url").toString())).data;
  const said = claimsSchema.safeParse(jsonOf(Buffer.from(claims, "base64url").toString())).data;
  if (!header || !said) return "token is malformed";
  if (said.iss !== issuer) return "token issuer";
  if (said.aud !== config.appId) return "token audience";
  const now = Date.now() / 1000;
  if (said.exp < now - skew) return "token has expired";
  if ((said.nbf ?? 0) > now + skew) return "token is not valid yet";
  const key = await keyOf(header.kid, config);
  if (!key?.endorsements?.includes("msteams")) return "token key";
  const signed = signedBy(
    "RSA-SHA256",
    Buffer.from(`${head}.${claims}`),
    key.key,
    Buffer.from(signature, "base64url"),
  );
  return signed ? undefined : "token signature";
}

/** From the same store of fetched keys that botbuilder reads; none when they cannot be fetched. */
async function keyOf(kid: string, config: TeamsConfig) {
  const keys = new JwtTokenExtractor({}, openIdMetadataUrl(config), ["RS256"]).openIdMetadata;
  return await keys.getKey(kid).catch(() => undefined);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, than: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return than === 0 || Object.values(value).some((inner) => isDeeper(inner, than - 1));
}
