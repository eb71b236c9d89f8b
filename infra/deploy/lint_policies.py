"""Judges every policy of the expanded template by what AWS says of each action: that it exists, and that it acts on the type
of resource that its statement names.

cfn-lint knows that (its rules W3037 and I3510, whose data comes with each of its releases), but not of this template as it
stands: it leaves actions alone where there is a SAM transform, and resources where they are written as a function, as all of
ours are. So each pair of an action and a resource becomes a statement of its own, with the ARN that the resource will have,
and cfn-lint judges a template of nothing but these. Its data does not tell a table from its index, nor a bucket from what is
in it.

Usage: lint_policies.py TEMPLATE, where TEMPLATE is what `cargo deploy package` writes. Exit code 1: a policy is wrong.
"""

import json
import re
import sys

from cfnlint import lint

REGION = "us-east-1"
PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": "123456789012",
    "AWS::StackName": "stack",
    "AWS::URLSuffix": "amazonaws.com",
}
# What resources are called, by their type and by what is asked of them.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
HERE = "arn:aws:{service}:" + REGION + ":123456789012:"
NAMES = {
    ("AWS::SQS::Queue", "Arn"): HERE.format(service="sqs") + "{name}",
    ("AWS::DynamoDB::Table", "Arn"): HERE.format(service="dynamodb") + "table/{name}",
    ("AWS::Logs::LogGroup", "Arn"): HERE.format(service="logs") + "log-group:{name}:*",
    ("AWS::Kinesis::Stream", "Arn"): HERE.format(service="kinesis") + "stream/{name}",
    ("AWS::Kinesis::StreamConsumer", "ConsumerARN"): HERE.format(service="kinesis") + "stream/{name}/consumer/{name}:1",
    ("AWS::SecretsManager::Secret", "Id"): HERE.format(service="secretsmanager") + "secret:{name}-a1b2c3",
    ("AWS::SNS::Topic", "Ref"): HERE.format(service="sns") + "{name}",
    ("AWS::S3::Bucket", "Arn"): "arn:aws:s3:::{name}",
    ("AWS::S3::Bucket", "Ref"): "{name}",
    ("AWS::KMS::Key", "Arn"): HERE.format(service="kms") + "key/{name}",
    ("AWS::SES::ConfigurationSet", "Ref"): "{name}",
    ("AWS::ApiGatewayV2::Api", "Ref"): "{name}",
    ("AWS::CloudFront::Distribution", "Ref"): "{name}",
}
# Parameters that are resources of the operator's, as such values look.
PARAMETERS = {
    "EmailIdentityArn": HERE.format(service="ses") + "identity/example.org",
    "KmsKeyArn": HERE.format(service="kms") + "key/key",
    "StageName": "live",
}
# The key of a KMS key's own policy means that key, and a policy of a queue may mean all that have it.
ITSELF = {"AWS::KMS::Key": HERE.format(service="kms") + "key/itself"}


class Template:
    def __init__(self, text):
        self.resources = json.loads(text)["Resources"]

    def named(self, name, attribute):
        if name in PSEUDO:
            return PSEUDO[name]
        if name in PARAMETERS:
            return PARAMETERS[name]
        kind = self.resources[name]["Type"] if name in self.resources else "a parameter"
        if (kind, attribute) not in NAMES:
            raise SystemExit(f"lint_policies.py does not know {attribute} of {name}, which is {kind}")
        return NAMES[kind, attribute].format(name=name)

    def values(self, value):
        """The texts that a value of a policy can become: one, or one for each choice of an Fn::If."""
        if isinstance(value, list):
            return [text for inner in value for text in self.values(inner)]
        if isinstance(value, str):
            return [value]
        ((function, argument),) = value.items()
        if function == "Fn::If":
            return self.values(argument[1]) + self.values(argument[2])
        if function == "Ref" and argument == "AWS::NoValue":
            return []
        if function == "Ref":
            return [self.named(argument, "Ref")]
        if function == "Fn::GetAtt":
            return [self.named(*argument)]
        if function == "Fn::Sub":
            return [re.sub(r"\$\{([^}]+)\}", self.filled_in, argument)]
        raise SystemExit(f"lint_policies.py does not know {function}")

    def filled_in(self, match):
        name, _, attribute = match[1].partition(".")
        return self.named(name, attribute or "Ref")

    def documents(self):
        """Every policy document that says what may be done, with where it stands."""

        def search(value, path):
            if isinstance(value, list):
                for place, inner in enumerate(value):
                    yield from search(inner, path + [str(place)])
            elif isinstance(value, dict):
                if "Statement" in value:
                    yield path, value
                for key, inner in value.items():
                    yield from search(inner, path + [key])

        for name, resource in self.resources.items():
            for path, document in search(resource.get("Properties"), [name]):
                yield path, resource["Type"], document

    def pairs(self):
        """Every action of every policy with every resource that its statement names for it."""
        for path, kind, document in self.documents():
            for statement in self.statements(document["Statement"]):
                where = f"{'.'.join(path)}: {statement.get('Sid', 'a statement without Sid')}"
                # Who may take a role: the resource is the role itself.
                if path[-1] == "AssumeRolePolicyDocument":
                    resources = ["arn:aws:iam::123456789012:role/itself"]
                else:
                    field = "Resource" if "Resource" in statement else "NotResource"
                    resources = self.values(statement[field])
                    # What a statement is not about says nothing of its type.
                    if field == "NotResource":
                        resources = ["*"]
                for action in self.values(statement.get("Action", statement.get("NotAction"))):
                    for resource in resources:
                        yield where, action, ITSELF.get(kind, resource) if resource == "*" else resource

    def statements(self, value):
        for statement in value if isinstance(value, list) else [value]:
            if "Fn::If" in statement:
                yield from self.statements([choice for choice in statement["Fn::If"][1:] if "Ref" not in choice])
            else:
                yield statement


def faults(pairs):
    """What cfn-lint says of each pair that it finds fault with, by the pair."""
    statements = [{"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in pairs]
    policy = {"PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}
    resources = {"Pairs": {"Type": "AWS::IAM::ManagedPolicy", "Properties": policy}}
    text = json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}, indent=1)
    found = {}
    for match in lint(text, regions=[REGION], config={"include_checks": ["I"]}):
        if "Statement" not in match.path:
            raise SystemExit(f"lint_policies.py has made a template that is wrong: {match}")
        # The names of all actions that there are, are many.
        message, *_ = match.message.partition(" is not one of ")
        text = match.message if message == match.message else f"{message} is none"
        found[pairs[match.path[match.path.index("Statement") + 1]]] = f"{text} ({match.rule.id})"
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        pairs = list(Template(file.read()).pairs())
    found = faults(sorted({(action, resource) for _, action, resource in pairs}))
    wrong = [pair for pair in pairs if pair[1:] in found]
    for where, action, resource in wrong:
        print(f"{where}: {action} on {resource}: {found[action, resource]}")
    print(f"{len(pairs)} pairs of an action and a resource, {len(wrong)} wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
