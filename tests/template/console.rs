//! The console on AWS: the access to its files, and the permissions of its page.

use serde_json::{Value, json};

use crate::template::resources;

fn only(kind: &str) -> &'static Value {
    let all = resources(kind);
    assert_eq!(all.len(), 1, "{kind}: {all:?}");
    all.into_values().next().unwrap()
}

#[test]
fn only_the_distribution_reads_the_bucket() {
    let bucket = only("AWS::S3::Bucket");
    let block = bucket["PublicAccessBlockConfiguration"].as_object().unwrap();
    let names = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
    assert!(names.iter().all(|name| block[*name] == true), "{block:?}");
    assert!(bucket.get("WebsiteConfiguration").is_none(), "a website is public");
    assert!(bucket.get("AccessControl").is_none());

    let policy = only("AWS::S3::BucketPolicy");
    let [statement] = policy["PolicyDocument"]["Statement"].as_array().unwrap().as_slice() else {
        panic!("not one statement: {policy}")
    };
    assert_eq!(statement["Effect"], "Allow");
    assert_eq!(statement["Principal"], json!({"Service": "cloudfront.amazonaws.com"}));
    assert_eq!(statement["Action"], "s3:GetObject", "nobody lists or writes");
    let source = &statement["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"];
    let source = source.as_str().unwrap();
    assert!(source.ends_with("distribution/${ConsoleDistribution}") && !source.contains('*'), "{source}");

    let access = &only("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"];
    assert_eq!((&access["SigningBehavior"], &access["SigningProtocol"]), (&json!("always"), &json!("sigv4")));
    let [origin] = distribution()["Origins"].as_array().unwrap().as_slice() else { panic!("not one origin") };
    assert_eq!(origin["OriginAccessControlId"], json!({"Fn::GetAtt": ["ConsoleOriginAccess", "Id"]}));
    assert_eq!(origin["S3OriginConfig"], json!({"OriginAccessIdentity": ""}));
}

fn distribution() -> &'static Value {
    &only("AWS::CloudFront::Distribution")["DistributionConfig"]
}

#[test]
fn pages_come_encrypted_and_compressed() {
    let behavior = &distribution()["DefaultCacheBehavior"];
    assert_eq!(behavior["ViewerProtocolPolicy"], "redirect-to-https");
    assert_eq!(behavior["Compress"], true);
    // CachingOptimized compresses with gzip and Brotli, and keeps a file as long as its Cache-Control says.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
    assert_eq!(behavior["CachePolicyId"], "658327ea-f89d-4fab-a63d-7e88639e58f6");
    assert_eq!(behavior["AllowedMethods"], json!(["GET", "HEAD"]));
    assert_eq!(behavior["ResponseHeadersPolicyId"], json!({"Ref": "ConsoleHeaders"}));
    assert_eq!(distribution()["DefaultRootObject"], "index.html");
    let of_domain = &distribution()["ViewerCertificate"]["Fn::If"];
    assert_eq!(
        (&of_domain[0], &of_domain[1]["MinimumProtocolVersion"]),
        (&json!("HasConsoleDomain"), &json!("TLSv1.2_2021"))
    );
}

/// Returns the policy, with placeholders for the values that are filled in.
fn policy() -> String {
    let headers = &only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"];
    let policy = &headers["SecurityHeadersConfig"]["ContentSecurityPolicy"];
    assert_eq!(policy["Override"], true);
    let parts = policy["ContentSecurityPolicy"]["Fn::Join"][1].as_array().unwrap();
    let text = |part: &Value| {
        let part = part.get("Fn::If").map_or(part, |choice| &choice[1]);
        part.as_str().or_else(|| part["Fn::Sub"].as_str()).unwrap().to_owned()
    };
    parts.iter().map(text).collect()
}

#[test]
fn the_page_may_do_what_it_may_do_locally_and_nothing_unsafe() {
    let policy = policy();
    assert!(!policy.contains("unsafe-") && !policy.contains('*'), "{policy}");
    let directives: Vec<_> = policy.split(';').map(str::trim).collect();
    let connect = "connect-src 'self' https://${HttpDomainName} wss://${SocketDomainName} ${PricesUrl}";
    let expected = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        connect,
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ];
    assert_eq!(directives, expected);
}

/// CloudFront is global: the same stack in two regions needs two names.
#[test]
fn names_of_cloudfront_have_the_region() {
    let access = &only("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"]["Name"];
    let headers = &only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]["Name"];
    for name in [access, headers] {
        assert!(name["Fn::Sub"].as_str().unwrap().contains("${AWS::Region}"), "{name}");
    }
}

/// Without custom domains the page may call the API Gateway hosts of the APIs.
#[test]
fn the_page_may_call_the_apis_under_either_address() {
    let headers = &only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"];
    let policy = &headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"];
    let parts = policy["Fn::Join"][1].as_array().unwrap();
    let addresses = parts.iter().find(|part| part["Fn::If"][0] == "HasApiDomain").unwrap();
    let raw = " https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix} \
               wss://${SocketApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}";
    assert_eq!(addresses["Fn::If"][2]["Fn::Sub"], raw);
}
