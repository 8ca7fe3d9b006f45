import type { Senders } from "#functions/reach";
import { type Env, readSlack, readTeams, slackWords, teamsWords } from "./config.ts";
import { slackClient, slackSender } from "./slack/send.ts";
import { teamsSender } from "./teams/send.ts";

/** The two ways out. Throws when the surroundings lack something. */
export function sendersOf(env: Env): Senders {
  return {
    teams: teamsSender(readTeams(env), teamsWords),
    slack: slackSender(slackClient(readSlack(env)), slackWords.preview),
  };
}
