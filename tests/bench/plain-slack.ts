// The Slack door as the SDKs' own guides write it: what ours is measured against.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { App, AwsLambdaReceiver } from "@slack/bolt";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "eu-north-1" }));
const receiver = new AwsLambdaReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? "example" });
const app = new App({
  receiver,
  authorize: async () => ({
    botToken: process.env.SLACK_BOT_TOKEN ?? "example",
    botId: "B1",
    botUserId: "U1",
  }),
});

app.command("/avvikelse", async ({ ack, command }) => {
  const key = { PK: command.team_id, SK: command.user_id };
  await table.send(new GetCommand({ TableName: "records", Key: key }));
  await table.send(new PutCommand({ TableName: "records", Item: { ...key, text: command.text } }));
  await table.send(
    new QueryCommand({
      TableName: "records",
      KeyConditionExpression: "PK = :pk",
      ExpressionAttributeValues: { ":pk": key.PK },
    }),
  );
  await ack("Saved");
});

export const handler = receiver.toHandler();
