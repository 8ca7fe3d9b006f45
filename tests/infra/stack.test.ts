import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { keysShape, type TableShape, tableShape } from "#functions/storage/table";
import { doors } from "#infra/doors";
import { exampleSettings } from "#infra/settings";
import { all, Match, synthesise } from "./stack.ts";

const { stack, template } = synthesise();
const functionOf = (door: string) =>
  Object.entries(all(template, "AWS::Lambda::Function")).find(([id]) =>
    new RegExp(`^${door}[0-9A-F]{8}$`).test(id),
  )?.[1].Properties ?? {};

describe("what is stored is not lost", () => {
  const tables = Object.entries(all(template, "AWS::DynamoDB::GlobalTable"));

  test("there are two tables, the records and their keys", () => {
    expect(tables.map(([id]) => id.replace(/[0-9A-F]{8}$/, "")).sort()).toEqual(["Keys", "Table"]);
  });

  test.each(tables)(
    "%s outlives the stack, cannot be deleted, can be restored, is under our key",
    (_, table) => {
      expect(table.DeletionPolicy).toBe("Retain");
      expect(table.Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: "KMS" });
      expect(table.Properties.Replicas).toEqual([
        expect.objectContaining({
          Region: "eu-north-1",
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: { "Fn::GetAtt": [expect.stringMatching(/^Key/), "Arn"] } },
        }),
      ]);
    },
  );

  test("the tables are the ones the store is written for", () => {
    const shapeOf = ({ TableName: _, ...shape }: TableShape) => shape;
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", shapeOf(tableShape("records")));
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      ...shapeOf(keysShape("keys")),
      GlobalSecondaryIndexes: Match.absent(),
    });
  });

  test("only drafts and links expire, and the stream carries keys", () => {
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      StreamSpecification: { StreamViewType: "KEYS_ONLY" },
    });
    template.resourcePropertiesCountIs(
      "AWS::DynamoDB::GlobalTable",
      { TimeToLiveSpecification: Match.anyValue() },
      1,
    );
  });

  test("the key outlives the stack and is rotated", () => {
    template.resourceCountIs("AWS::KMS::Key", 1);
    template.hasResource("AWS::KMS::Key", {
      DeletionPolicy: "Retain",
      Properties: { EnableKeyRotation: true },
    });
  });

  test("all of it stands in Sweden, and the stack cannot be torn down by mistake", () => {
    expect(stack.region).toBe("eu-north-1");
    expect(stack.terminationProtection).toBe(true);
    expect(stack.account).toBe(exampleSettings.account);
  });
});

describe("the doors", () => {
  test("each door of the list is one function, and there is no other", () => {
    template.resourceCountIs("AWS::Lambda::Function", doors.length);
    for (const door of doors)
      expect(functionOf(door.name)).toMatchObject({
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        MemorySize: door.memoryMB,
        Timeout: door.timeoutSeconds,
        ReservedConcurrentExecutions: door.atOnce,
        KmsKeyArn: { "Fn::GetAtt": [expect.stringMatching(/^Key/), "Arn"] },
      });
  });

  test("each is opened by what the list says", () => {
    const routes = Object.values(all(template, "AWS::ApiGatewayV2::Route"));
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
      "GET /file/{token}",
      "POST /api/messages",
      "POST /file/{token}",
      "POST /slack/events",
    ]);
    const saved = doors.filter(({ opens }) => "saved" in opens);
    template.resourceCountIs("AWS::Lambda::EventSourceMapping", saved.length);
    const clocks = doors.filter(({ opens }) => "every" in opens);
    template.resourceCountIs("AWS::Scheduler::Schedule", clocks.length);
  });

  test("each finds in its environment what it needs, and no more", () => {
    for (const door of doors) {
      const { Variables } = functionOf(door.name).Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables).sort()).toEqual([...door.env].sort());
    }
  });

  test("the doors of the chat know the gateway's own address, where links begin", () => {
    const chat = doors.filter(({ env }) => env.includes("PUBLIC_URL")).map(({ name }) => name);
    expect(chat).toEqual(["teams", "slack"]);
    for (const name of chat) {
      const { Variables } = functionOf(name).Environment as { Variables: Record<string, unknown> };
      expect(Variables.PUBLIC_URL).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^Web/), "ApiEndpoint"] });
    }
  });

  test("requests are held back before they crowd the house, and logged without bodies or links", () => {
    template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      AccessLogSettings: {
        DestinationArn: Match.anyValue(),
        // Of a path the pattern only: whoever has a link to a file has the file.
        Format: Match.not(Match.stringLikeRegexp("body|sourceIp|\\.path|rawPath|queryString")),
      },
    });
  });

  test("deliver hears of saved records only, and one that fails holds up no other", () => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { Keys: { SK: { S: ["RECORD"] } } } }) }],
      },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      StartingPosition: "TRIM_HORIZON",
      DestinationConfig: { OnFailure: { Destination: arnOf("deliverleftbehind") } },
    });
  });

  test("wake is called every minute of the year, also in the hour that autumn has twice", () => {
    template.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "rate(1 minute)",
      ScheduleExpressionTimezone: "Etc/UTC",
      State: "ENABLED",
      FlexibleTimeWindow: { Mode: "OFF" },
      KmsKeyArn: Match.anyValue(),
      Target: {
        DeadLetterConfig: { Arn: arnOf("wakeleftbehind") },
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 },
      },
    });
    template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
    expect(functionOf("wake").DeadLetterConfig).toEqual({
      TargetArn: { "Fn::GetAtt": [expect.stringMatching(/^wakeleftbehind/), "Arn"] },
    });
  });
});

describe("secrets and queues", () => {
  test("no secret stands in the template: each is a reference that is followed at deployment", () => {
    const secrets = ["MICROSOFT_APP_PASSWORD", "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "VAULT_KEY"];
    for (const door of doors) {
      const { Variables } = functionOf(door.name).Environment as { Variables: Record<string, unknown> };
      for (const name of secrets.filter((each) => each in Variables))
        expect(Variables[name]).toMatch(
          /^\{\{resolve:secretsmanager:kvalitetsboten\/\w+:SecretString:\w+::\}\}$/,
        );
    }
    expect(template.findOutputs("*")).toEqual({});
  });

  test("every door that Teams reaches knows the bot's application id", () => {
    for (const door of doors.filter(({ env }) => env.includes("MICROSOFT_APP_PASSWORD"))) {
      const { Variables } = functionOf(door.name).Environment as { Variables: Record<string, unknown> };
      expect(Variables.MICROSOFT_APP_ID).toBe(exampleSettings.microsoftAppId);
    }
  });

  test("queues are encrypted under our key and reached by TLS alone", () => {
    const queues = Object.entries(all(template, "AWS::SQS::Queue"));
    expect(queues).toHaveLength(2);
    for (const [id, { Properties }] of queues) {
      expect(Properties.KmsMasterKeyId).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^Key/), "Arn"] });
      template.hasResourceProperties("AWS::SQS::QueuePolicy", {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: [
            {
              Effect: "Deny",
              Action: "sqs:*",
              Principal: { AWS: "*" },
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      });
    }
  });

  test("logs are encrypted, kept three months, and one for each door and for the web", () => {
    const logs = Object.values(all(template, "AWS::Logs::LogGroup"));
    expect(logs).toHaveLength(doors.length + 1);
    for (const { Properties } of logs) {
      expect(Properties.RetentionInDays).toBe(90);
      expect(Properties.KmsKeyId).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^Key/), "Arn"] });
    }
    for (const { name } of doors) expect(functionOf(name).LoggingConfig).toBeDefined();
  });
});

describe("alarms", () => {
  const alarms = Object.values(all(template, "AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);
  const runbook = readFileSync(new URL("../../infra/RUNBOOK.md", import.meta.url), "utf8");

  test("each door has one for when it fails, each road without a waiting person one for what it left behind", () => {
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      "compile-errors",
      "deliver-heavy",
      "deliver-late",
      "deliver-left-behind",
      "file-errors",
      "slack-errors",
      "teams-errors",
      "wake-left-behind",
      "wake-silent",
    ]);
  });

  test("each says what it means to a person, reaches the operator, and has its article in the runbook", () => {
    for (const { AlarmName, AlarmDescription, AlarmActions } of alarms) {
      const door = doors.find(({ name }) => String(AlarmName).startsWith(`${name}-`));
      const means = AlarmName === "deliver-heavy" ? "A case has grown" : door?.ifItFails;
      expect(AlarmDescription).toMatch(new RegExp(`^${means}.*\nRUNBOOK: infra/RUNBOOK.md, ${AlarmName}$`));
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Operator/) }]);
    }
    const articles = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    for (const { AlarmName } of alarms) expect(articles).toContain(AlarmName);
  });

  test("a clock that has stopped is an alarm though nothing is measured", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: "wake-silent",
      TreatMissingData: "breaching",
      ComparisonOperator: "LessThanThreshold",
    });
  });

  test("errors are counted for each path by itself", () => {
    for (const path of ["/api/messages", "/slack/events"])
      template.hasResourceProperties("AWS::Logs::MetricFilter", {
        FilterPattern: `{ ($.route = "POST ${path}") && ($.status = "5*") }`,
      });
    template.hasResourceProperties("AWS::Logs::MetricFilter", {
      FilterPattern:
        '{ (($.route = "GET /file/{token}") || ($.route = "POST /file/{token}")) && ($.status = "5*") }',
    });
    const [stage] = Object.values(all(template, "AWS::ApiGatewayV2::Stage"));
    const { Format } = (stage?.Properties.AccessLogSettings ?? {}) as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ route: "$context.routeKey", status: "$context.status" });
  });
});

function arnOf(id: string) {
  return { "Fn::GetAtt": [Match.stringLikeRegexp(`^${id}`), "Arn"] };
}
