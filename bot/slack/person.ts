import type * as webApi from "@slack/web-api";
import * as z from "zod";
import type { Who } from "#bot/conversation";
import type { Profile } from "#functions/people";
import { slackCode } from "./send.ts";

const flag = z.boolean().nullish();
const userSchema = z.object({
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  team_id: z.string().nullish(),
  deleted: flag,
  is_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  enterprise_user: z
    .object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() })
    .nullish(),
  profile: z.object({ real_name: z.string().nullish(), email: z.string().nullish() }).nullish(),
});
type User = z.infer<typeof userSchema>;

/**
 * Asks Slack who this is. Refused: guests, bots, people who have left, and people of another organisation,
 * also those one shares a channel with. The e-mail is given only when Slack vouches for it. Throws when Slack
 * cannot be asked.
 */
export async function slackProfile(client: webApi.WebClient, who: Who): Promise<Profile | "refused"> {
  const user = await ask(client, who.user);
  if (!user || !isFullMember(user) || !belongs(user, who.organisation)) return "refused";
  const name = user.profile?.real_name || user.real_name || user.name || who.user;
  const email = user.is_email_confirmed === false ? undefined : user.profile?.email;
  return { name, ...(email && { email }) };
}

async function ask(client: webApi.WebClient, user: string): Promise<User | undefined> {
  try {
    return userSchema.parse((await client.users.info({ user })).user);
  } catch (error) {
    const why = slackCode(error);
    if (why === "user_not_found" || why === "user_not_visible") return undefined;
    throw error;
  }
}

function isFullMember(user: User): boolean {
  return !(user.deleted || user.is_bot || user.is_restricted || user.is_ultra_restricted || user.is_stranger);
}

/** `is_stranger` is false for an outsider who shares a channel with us, so the home organisation decides. */
function belongs({ team_id, enterprise_user }: User, organisation: string): boolean {
  const home = [team_id, enterprise_user?.enterprise_id, ...(enterprise_user?.teams ?? [])];
  return home.includes(organisation);
}
