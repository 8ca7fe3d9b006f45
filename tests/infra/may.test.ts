import { describe, expect, test } from "vitest";
import { keyOf } from "#functions/storage/store";
import { doors } from "#infra/doors";
import { all, grants, type Statement, statementsOf, synthesise } from "./stack.ts";

const { template } = synthesise();

describe("nobody may more than they need", () => {
  const chat = [
    "dynamodb:DeleteItem Table T#*#P#*",
    "dynamodb:GetItem Keys",
    "dynamodb:GetItem Table",
    "dynamodb:PutItem Keys",
    "dynamodb:PutItem Table",
    "dynamodb:Query Table",
    "dynamodb:Query Table/index/desk",
    "dynamodb:Query Table/index/reporter",
    "dynamodb:Query Table/index/shelf",
  ];
  const outward = [
    "dynamodb:GetItem Table",
    "dynamodb:PutItem Table",
    "dynamodb:Query Table",
    "dynamodb:Query Table/index/shelf",
  ];
  const calls = "lambda:InvokeFunction kvalitetsboten-compile";
  const stream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
    (action) => `dynamodb:${action} Table.StreamArn`,
  );

  test.each([
    ["teams", chat],
    ["slack", chat],
    [
      "file",
      [
        "dynamodb:GetItem Keys",
        "dynamodb:GetItem Table",
        "dynamodb:PutItem Table",
        "dynamodb:Query Table",
        "dynamodb:Query Table/index/shelf",
      ],
    ],
    ["compile", ["dynamodb:Query Table/index/shelf"]],
    [
      "deliver",
      [...outward, "dynamodb:Query Table/index/desk", ...stream, calls, "sqs:SendMessage deliverleftbehind"],
    ],
    [
      "wake",
      [
        ...outward,
        "dynamodb:Query Table/index/desk",
        "dynamodb:Query Table/index/reporter",
        "dynamodb:Query Table/index/wake",
        calls,
        "sqs:SendMessage wakeleftbehind",
      ],
    ],
    ["wakeclock", ["lambda:InvokeFunction wake", "sqs:SendMessage wakeleftbehind"]],
  ])("%s", (role, expected) => {
    expect(grants(template, role)).toEqual([...expected].sort());
  });

  test("there is no other role, and no ready-made policy", () => {
    const roles = Object.entries(all(template, "AWS::IAM::Role"));
    expect(roles).toHaveLength(doors.length + 1);
    for (const [, { Properties }] of roles) expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  test("no function reads the log of who has read, or removes from it", () => {
    for (const { name } of doors)
      expect(grants(template, name, "Deny")).toEqual([
        "dynamodb:DeleteItem Table T#*#READ#*",
        "dynamodb:GetItem Table T#*#READ#*",
        "dynamodb:Query Table T#*#READ#*",
      ]);
    const { PK } = keyOf.read("osby" as never, "2026-11-22T10:00:00.000Z" as never, 0, "x");
    expect(PK).toMatch(/^T#.*#READ#/);
    expect(keyOf.record("osby" as never, "K7QF-3M2X" as never).PK).not.toMatch(/^T#.*#P#/);
    expect(keyOf.draft("osby" as never, "anna" as never, "deviation").PK).toMatch(/^T#.*#P#/);
  });

  test("no policy names everything, neither as action nor as resource", () => {
    const policies = Object.values(all(template, "AWS::IAM::Policy")).flatMap(
      ({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
    );
    expect(policies.length).toBeGreaterThan(0);
    for (const { Action, Resource } of policies) {
      expect(JSON.stringify(Action)).not.toContain("*");
      expect(JSON.stringify(Resource)).not.toContain("*");
    }
  });

  test("the key is used only by way of the services that keep something under it", () => {
    for (const role of [...doors.map(({ name }) => name), "wakeclock"]) {
      const onKey = statementsOf(template, role).filter(({ Action }) =>
        [Action].flat()[0]?.startsWith("kms:"),
      );
      expect(onKey).toHaveLength(1);
      expect(onKey[0]?.Condition).toHaveProperty(["StringEquals", "kms:ViaService"]);
    }
  });
});
