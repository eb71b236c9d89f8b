//! The checks of a trader's contacts by syntax and numbering plans.

use domain::recipient::contact::{EmailAddress, MAX_EMAIL_BYTES, Phone, PhoneNumber};
use domain::schema::Schema;
use email_address::Options;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, Type};

/// The maximum number of digits in E.164.
const MAX_DIGITS: usize = 15;

const MUST_BE_EMAIL: &str = "must be an e-mail address such as ada@example.com, in ASCII";
const MUST_BE_USUAL: &str = "must not be a premium-rate or shared-cost number";
const MUST_BE_PHONE: &str = "must be a telephone number in E.164 such as +4915112345678";

/// Parses an address to which Amazon SES can send. SES has no SMTPUTF8, so a local part in a
/// non-ASCII script is not reachable, and a domain must be given in its ASCII form. IP addresses
/// and dotless domains are not needed.
/// <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html>
pub(crate) fn email(text: &str) -> Result<EmailAddress, &'static str> {
    // Spaces are legal within quotes, and the library accepts some before brackets. Neither is ever
    // intended.
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_visible || text.len() > MAX_EMAIL_BYTES {
        return Err(MUST_BE_EMAIL);
    }
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    let address =
        email_address::EmailAddress::parse_with_options(text, options).map_err(|_| MUST_BE_EMAIL)?;
    // The library allows in a host all the characters that are allowed in an atom.
    let is_host = address.domain().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    if is_host { Ok(EmailAddress::of_checked(text)) } else { Err(MUST_BE_EMAIL) }
}

/// Returns the schema of the texts that have the characters that [`email`] accepts.
pub(crate) fn email_schema() -> Schema {
    Schema::text().length(1..=MAX_EMAIL_BYTES).pattern("[!-~]+@[A-Za-z0-9.-]+")
}

/// Returns the schema of the texts that have the characters that [`phone`] accepts.
pub(crate) fn phone_schema() -> Schema {
    Schema::text().pattern(&format!(r"\+[1-9][0-9]{{1,{}}}", MAX_DIGITS - 1))
}

/// Parses a number that a numbering plan can contain, exactly as E.164 writes it: with an existing
/// country calling code, and with a length that its plan allows. It is not checked whether the
/// number's range is in use: plans open new ranges faster than their metadata is deployed, and a
/// trader whose number is refused here never gets an SMS about a margin call.
pub(crate) fn phone(text: &str) -> Result<Phone, &'static str> {
    // The library accepts texts as people type them; it receives only digits.
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

/// Whether an SMS to a number of this type costs no more than its sender expects. Only types with a
/// known surcharge are excluded: a number without a charge of its own can be text-enabled, and a
/// type that the metadata does not know is newer than the metadata.
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

/// Returns the country of a number. If a plan has several countries, the library searches for the
/// one of the number without its leading zeros, and so finds none for an Italian landline; then the
/// plan's first country is returned.
fn country(number: &phonenumber::PhoneNumber) -> Option<String> {
    let of_number = number.country().id();
    let id = of_number.or_else(|| DATABASE.region(&number.country().code())?.first()?.parse().ok())?;
    Some(id.as_ref().to_owned())
}
