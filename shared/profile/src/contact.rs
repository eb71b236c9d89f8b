//! Where a trader can be reached, as far as syntax and numbering plans tell.

use domain::contact::{EmailAddress, MAX_EMAIL_BYTES, Phone, PhoneNumber};
use domain::schema::Schema;
use email_address::Options;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, Type};

/// The most digits of a number in E.164.
const MAX_DIGITS: usize = 15;

const MUST_BE_EMAIL: &str = "must be an e-mail address such as ada@example.com, in ASCII";
const MUST_BE_USUAL: &str = "must not be a premium-rate or shared-cost number";
const MUST_BE_PHONE: &str = "must be a telephone number in E.164 such as +4915112345678";

/// An address that Amazon SES can write to: it has no SMTPUTF8, so a local part in another script cannot be reached,
/// and a domain is to be given in its ASCII form. Nor does anything need an IP address or a dotless domain.
/// <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html>
pub(crate) fn email(text: &str) -> Result<EmailAddress, &'static str> {
    // Spaces are legal within quotes, and the library takes some before brackets. Neither is ever meant.
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_visible || text.len() > MAX_EMAIL_BYTES {
        return Err(MUST_BE_EMAIL);
    }
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    let address =
        email_address::EmailAddress::parse_with_options(text, options).map_err(|_| MUST_BE_EMAIL)?;
    // The library allows in a host what is allowed in an atom.
    let is_host = address.domain().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    if is_host { Ok(EmailAddress::of_checked(text)) } else { Err(MUST_BE_EMAIL) }
}

/// What has the characters of what [`email`] reads.
pub(crate) fn email_schema() -> Schema {
    Schema::text().length(1..=MAX_EMAIL_BYTES).pattern("[!-~]+@[A-Za-z0-9.-]+")
}

/// What has the characters of what [`phone`] reads.
pub(crate) fn phone_schema() -> Schema {
    Schema::text().pattern(&format!(r"\+[1-9][0-9]{{1,{}}}", MAX_DIGITS - 1))
}

/// A number that a numbering plan can have, exactly as E.164 writes it: of a country calling code that exists, and as long
/// as its plan's numbers can be. Whether its range is in use is not asked: plans open new ones faster than their
/// metadata is deployed, and whoever is refused here is never texted about a margin call.
pub(crate) fn phone(text: &str) -> Result<Phone, &'static str> {
    // The library is made for what people type; nothing but digits gets to it.
    let digits = text.strip_prefix('+').ok_or(MUST_BE_PHONE)?;
    let is_short = (1..=MAX_DIGITS).contains(&digits.len());
    if !is_short || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MUST_BE_PHONE);
    }
    let number = phonenumber::parse(None, text).map_err(|_| MUST_BE_PHONE)?;
    let is_canonical = number.format().mode(Mode::E164).to_string() == text;
    if !is_canonical || !is_possible(&number, digits) {
        return Err(MUST_BE_PHONE);
    }
    if PhoneNumber::of_checked(text).is_surcharged() || !is_usually_charged(number.number_type(&DATABASE)) {
        return Err(MUST_BE_USUAL);
    }
    Ok(Phone { number: PhoneNumber::of_checked(text), country: country(&number) })
}

/// Whether a number of this type costs no more than its sender expects. Of the others none is refused: a number without a
/// charge of its own can be text-enabled, and a type that the metadata does not know is newer than the metadata.
fn is_usually_charged(kind: Type) -> bool {
    !matches!(kind, Type::PremiumRate | Type::SharedCost)
}

fn is_possible(number: &phonenumber::PhoneNumber, digits: &str) -> bool {
    let code = number.country().code();
    let national = digits.len() - code.to_string().len();
    let plans = DATABASE.by_code(&code).into_iter().flatten();
    let kinds = plans.flat_map(|plan| [plan.descriptors().fixed_line(), plan.descriptors().mobile()]);
    let mut lengths = kinds.flatten().flat_map(phonenumber::metadata::Descriptor::possible_length);
    number.is_valid() || lengths.any(|length| usize::from(*length) == national)
}

/// The country of a number. Where a plan has several countries the library looks for the one without the number's
/// leading zeros, and so finds none for an Italian landline; there the plan's first country is meant.
fn country(number: &phonenumber::PhoneNumber) -> Option<String> {
    let of_number = number.country().id();
    let id = of_number.or_else(|| DATABASE.region(&number.country().code())?.first()?.parse().ok())?;
    Some(id.as_ref().to_owned())
}
