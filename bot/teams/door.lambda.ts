import { houseOf, readTeams, teamsWords, troubleAt } from "../config.ts";
import { converseIn } from "../conversation.ts";
import { openTeams } from "./door.ts";

/** Teams' way in, in the cloud: POST /api/messages. Does not start without its secrets. */
const house = houseOf(process.env);
export const handler = openTeams({
  ...readTeams(process.env),
  words: teamsWords,
  converse: converseIn(house),
  trouble: troubleAt(house, "teams"),
}).answer;
