import { formOf, seeks } from "../commands.ts";
import { houseOf, readSlack, slackWords, troubleAt } from "../config.ts";
import { converseIn } from "../conversation.ts";
import { openSlack } from "./door.ts";

/** Slack's way in, in the cloud: POST /slack/events. Does not start without its secrets. */
const house = houseOf(process.env);
export const handler = openSlack({
  ...readSlack(process.env),
  words: slackWords,
  converse: converseIn(house),
  formOf: (word) => formOf(word, house.register),
  seeks: (word) => seeks(word, house.register),
  wallClock: Date.now,
  trouble: troubleAt(house, "slack"),
});
