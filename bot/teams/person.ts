import type { TurnContext } from "botbuilder-core";
import * as z from "zod";
import type { Profile } from "#functions/people";
import { connectorOf } from "./send.ts";

const memberSchema = z.object({
  name: z.string().min(1),
  aadObjectId: z.string().optional(),
  email: z.string().optional(),
  userPrincipalName: z.string().optional(),
  tenantId: z.string().optional(),
  userRole: z.string().optional(),
  isAnonymous: z.boolean().optional(),
});

/**
 * Asks Teams who speaks in this turn. Gives name and, when Teams has it, e-mail; `refused` for a guest, an
 * anonymous visitor, someone of another tenant and someone Teams does not find in the conversation. Throws
 * when Teams does not answer: whether it is a guest is then not known.
 */
export async function teamsProfile(context: TurnContext, tenantId: string): Promise<Profile | "refused"> {
  const client = connectorOf(context);
  const { conversation, from } = context.activity;
  const found = await client.conversations.getConversationMember(conversation.id, from.id).catch((error) => {
    if (z.object({ statusCode: z.literal(404) }).safeParse(error).success) return undefined;
    throw error;
  });
  const member = memberSchema.safeParse(found).data;
  if (!member || member.aadObjectId !== from.aadObjectId) return "refused";
  const stranger =
    member.isAnonymous === true ||
    (member.userRole ?? "user") !== "user" ||
    (member.tenantId ?? tenantId) !== tenantId ||
    member.userPrincipalName?.includes("#EXT#") === true;
  if (stranger) return "refused";
  return { name: member.name, ...(member.email && { email: member.email }) };
}
