"""Expands infra/template.yaml into plain CloudFormation: no language extensions and no SAM transform are left.

Both steps are AWS's own code: the SAM CLI's expansion of Fn::ForEach, and the SAM translator, which is what
CloudFormation's transform runs.

Usage: expand.py TEMPLATE CODE, where CODE is a JSON object from each `CodeUri` to its object key. Prints the template as
JSON. The functions' code is at these keys, behind the prefix of the parameter CodePrefix, in the bucket of the parameter
CodeBucket: the same template serves every account.
"""

import json
import sys

import boto3
from samcli.lib.cfn_language_extensions.api import create_default_intrinsic_resolver
from samcli.lib.cfn_language_extensions.models import ResolutionMode, TemplateProcessingContext
from samcli.lib.cfn_language_extensions.pipeline import ProcessingPipeline
from samcli.lib.cfn_language_extensions.processors.foreach import ForEachProcessor
from samcli.lib.cfn_language_extensions.processors.parsing import TemplateParsingProcessor
from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

# No role of the template has a managed policy by its name.
NO_MANAGED_POLICIES = {}
# The translator takes no intrinsic function in a location, so the parameters are put in afterwards.
PLACEHOLDER = "code"
# What the language extensions bring, beside Fn::ForEach. The template has none of it; if it gets one, this must learn it.
OTHER_EXTENSIONS = ("Fn::ForEach", "Fn::ToJsonString", "Fn::Length", "AWS::Serverless", "AWS::LanguageExtensions")


def without_loops(template):
    """Expands the loops, and nothing else.

    `sam deploy --language-extensions` does more: it evaluates conditions and puts parameters' defaults in the place of
    their `Ref`, which is right for looking into a template, and wrong for one that others deploy.
    """
    context = TemplateProcessingContext(fragment=template, resolution_mode=ResolutionMode.PARTIAL)
    resolver = create_default_intrinsic_resolver(context)
    pipeline = ProcessingPipeline([TemplateParsingProcessor(), ForEachProcessor(intrinsic_resolver=resolver)])
    return pipeline.process_template(context)


def constants(value):
    """Writes each Fn::Sub without a variable as its text: a loop leaves `Ref: {Fn::Sub: P0Queue}`."""
    if isinstance(value, dict):
        value = {key: constants(inner) for key, inner in value.items()}
        text = value.get("Fn::Sub")
        return text if len(value) == 1 and isinstance(text, str) and "${" not in text else value
    if isinstance(value, list):
        return [constants(inner) for inner in value]
    return value


def expand(path, code):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    # The translator takes a default for a parameter's value, too, and puts it in the place of a `Ref`.
    defaults = {name: p.pop("Default") for name, p in template["Parameters"].items() if "Default" in p}
    expanded = constants(without_loops(template))
    expanded["Transform"] = "AWS::Serverless-2016-10-31"
    for name, resource in expanded["Resources"].items():
        properties = resource.get("Properties") or {}
        if "CodeUri" in properties:
            uri = properties["CodeUri"]
            if uri not in code:
                raise SystemExit(f"{name}: no code was built for {uri}")
            properties["CodeUri"] = {"Bucket": PLACEHOLDER, "Key": code[uri]}
    return expanded, defaults


def translate(expanded, defaults):
    # The translator wants to know a region, and leaves every `Ref` of it as it is.
    session = boto3.session.Session(region_name="us-east-1")
    plain = Translator(NO_MANAGED_POLICIES, Parser(), boto_session=session).translate(expanded, parameter_values={})
    for resource in plain["Resources"].values():
        properties = resource.get("Properties") or {}
        location = properties.get("Code") if resource["Type"] == "AWS::Lambda::Function" else None
        if location and location.get("S3Bucket") == PLACEHOLDER:
            key = {"Fn::Sub": "${CodePrefix}" + location["S3Key"]}
            properties["Code"] = {"S3Bucket": {"Ref": "CodeBucket"}, "S3Key": key}
    for name, value in defaults.items():
        plain["Parameters"][name]["Default"] = value
    plain["Parameters"]["CodeBucket"] = {
        "Type": "String",
        "MinLength": 1,
        "Description": "Bucket with the functions' code, in the region of the stack.",
    }
    plain["Parameters"]["CodePrefix"] = {
        "Type": "String",
        "Default": "",
        "Description": "What the keys of the functions' code begin with, such as notifications/1.0.0/.",
    }
    return plain


def check(plain):
    text = json.dumps(plain)
    left = [word for word in OTHER_EXTENSIONS if word in text]
    if "Transform" in plain or left:
        raise SystemExit(f"not plain CloudFormation: {left or plain['Transform']} is left")
    for name, resource in plain["Resources"].items():
        for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
            if not isinstance(resource.get(policy, ""), str):
                raise SystemExit(f"not plain CloudFormation: {policy} of {name} is no text")


def main():
    path, code = sys.argv[1:]
    plain = translate(*expand(path, json.loads(code)))
    check(plain)
    json.dump(plain, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
