import { generateKeyPair, SignJWT } from "jose";
import { botFramework, type TeamsService } from "./service.ts";

/** What the door answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** How a request may differ from what Teams would send; for tests of the door. */
export interface Odd {
  /** Other claims in the token; undefined takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Another key's name in the token's head. */
  readonly kid?: string;
  /** Signed by nobody, by a shared secret, or by a key of somebody else's under the right name. */
  readonly sign?: "none" | "HS256" | "forged";
  /** The whole header; null leaves it out. */
  readonly authorization?: string | null;
  /** Other fields in the activity. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

/** Sends an activity to a door as Teams does: with a token that the Bot Framework signed for the bot. */
export async function knock(
  service: TeamsService,
  door: { readonly url: string },
  activity: Readonly<Record<string, unknown>>,
  odd: Odd = {},
): Promise<Answered> {
  const authorization =
    odd.authorization === undefined ? `Bearer ${await tokenOf(service, odd)}` : odd.authorization;
  const response = await fetch(door.url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(authorization !== null && { authorization }),
    },
    body: JSON.stringify({ ...activity, ...odd.activity }),
  });
  return { status: response.status, body: await response.text() };
}

/** The token, by the wall clock: authentication does not follow the house's. */
export async function tokenOf(service: TeamsService, odd: Odd = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = Object.fromEntries(
    Object.entries({
      iss: botFramework,
      aud: service.appId,
      nbf: now - 60,
      exp: now + 3600,
      serviceurl: service.serviceUrl,
      ...odd.claims,
    }).filter(([, value]) => value !== undefined),
  );
  const right = await service.sign(claims, odd.kid === undefined ? {} : { kid: odd.kid });
  switch (odd.sign) {
    case "none":
      return `${plain({ alg: "none", typ: "JWT" })}.${plain(claims)}.`;
    case "HS256":
      return new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(service.appId));
    case "forged": {
      const [head, body] = right.split(".");
      const { privateKey } = await generateKeyPair("RS256");
      const other = await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
      return `${head}.${body}.${other.split(".")[2]}`;
    }
    default:
      return right;
  }
}

function plain(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
