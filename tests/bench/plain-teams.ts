// The Teams door as the SDKs' own guides write it: what ours is measured against.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
  TeamsActivityHandler,
} from "botbuilder";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "eu-north-1" }));
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: "example" }));
const bot = new TeamsActivityHandler();

bot.onMessage(async (context, next) => {
  const key = { PK: context.activity.conversation.tenantId, SK: context.activity.from.id };
  await table.send(new GetCommand({ TableName: "records", Key: key }));
  await table.send(new PutCommand({ TableName: "records", Item: { ...key, text: context.activity.text } }));
  await table.send(
    new QueryCommand({
      TableName: "records",
      KeyConditionExpression: "PK = :pk",
      ExpressionAttributeValues: { ":pk": key.PK },
    }),
  );
  await context.sendActivity("Saved");
  await next();
});

export const handler = (request: Request, response: Response) =>
  adapter.process(request, response, (context) => bot.run(context));
