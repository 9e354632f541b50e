#!/usr/bin/env python3
"""Checks template.yaml: cfn-lint finds nothing, and the SAM translator expands it.

    pip install cfn-lint aws-sam-translator
    infra/check-template.py

No AWS account is asked and nothing is uploaded: the translator runs with the few managed policies that it would
otherwise look up, of which this template uses none. Ends with 0 when all is well, else with 1 and the causes.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "template.yaml"
REGION = "eu-west-1"


def lint() -> list[str]:
    """What cfn-lint says, warnings included."""
    answer = subprocess.run(
        [sys.executable, "-c", "import sys; from cfnlint.runner import main; sys.exit(main())"]
        + ["--regions", REGION, "--", str(TEMPLATE)],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        return []
    return [answer.stdout.strip() or answer.stderr.strip()]


def expand() -> dict:
    """The CloudFormation template that the SAM transform makes of ours."""
    # The transform asks boto3 for a region even where it calls nothing.
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    from cfnlint.decode.cfn_yaml import load
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    source = json.loads(json.dumps(load(str(TEMPLATE))))
    # `sam package` replaces a local folder with where it uploaded it.
    for resource in source["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    parameters = {name: parameter.get("Default", "") for name, parameter in source["Parameters"].items()}
    return Translator({}, Parser()).translate(source, parameters)


def routes(template: dict) -> dict[str, dict]:
    """Every route of the expanded gateway."""
    found = {}
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::ApiGatewayV2::Api":
            for path, operations in resource["Properties"]["Body"]["paths"].items():
                for method, operation in operations.items():
                    found[f"{method.upper()} {path}"] = operation
    return found


def audit(template: dict) -> list[str]:
    """What the expansion must show and cfn-lint doesn't ask."""
    faults = []
    for route, operation in routes(template).items():
        if "{proxy+}" in route or route.startswith("X-AMAZON") or route.endswith("$default"):
            faults.append(f"{route}: a route that catches more than one operation")
        if not operation.get("security"):
            public = route in {"POST /v1/sign-ups", "POST /v1/sign-ups/{sign_up}/verification"}
            if not public:
                faults.append(f"{route}: no authorizer stands before it")
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::IAM::Role" and resource["Properties"].get("ManagedPolicyArns"):
            faults.append(f"{name}: carries a managed policy, which grants more than its function needs")
    return faults


def main() -> int:
    faults = lint()
    try:
        expanded = expand()
        faults += audit(expanded)
    except Exception as error:  # The translator raises one of many types; all mean the same to a person.
        expanded = None
        faults.append(f"the SAM translator refuses the template: {getattr(error, 'message', error)} {getattr(error, 'causes', '')}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults or expanded is None:
        return 1
    kinds = Counter(resource["Type"] for resource in expanded["Resources"].values())
    print(f"template.yaml: cfn-lint clean; expands to {sum(kinds.values())} resources, {len(routes(expanded))} routes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
