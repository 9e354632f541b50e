//! The registry: every detector, each declared in the file of its family.
//!
//! Adding one means adding its declaration to a family (or a new file to this list); triggers,
//! documentation and tests follow from the declaration.

mod about;
mod assignment;
mod base64;
mod birth_date;
mod bsn;
mod business_number;
mod card_companion;
mod command;
mod config_file;
mod coordinates;
mod credential_url;
mod credentials;
mod crypto_address;
mod date;
mod device;
mod email;
mod eu_vat;
mod file;
mod iban;
mod icd_10;
mod identity_number;
mod labelled;
mod mrz;
pub(crate) mod named;
mod national;
mod network_address;
mod nl_address;
mod nl_identifier;
mod nl_licence_plate;
mod nl_street;
mod password_hash;
mod payment_card;
mod person_attribute;
mod person_name;
mod personal_data_flow;
mod phone;
mod private_key;
mod special_category;
mod spoken;
mod street_address;
mod tls_verification;
pub(crate) mod token;
mod weak_password_hash;
mod web_address;

use crate::detector::Detector;

pub(crate) use file::{HOSTILE, NOT_RUN, UNREADABLE};

/// The families of providers' credentials.
pub(crate) fn credential_families() -> &'static [(&'static str, &'static [Detector])] {
    credentials::FAMILIES
}

/// Every detector. The order is that of the documentation.
pub(crate) fn all() -> impl Iterator<Item = &'static Detector> {
    [
        bsn::DETECTORS,
        national::DETECTORS,
        iban::DETECTORS,
        payment_card::DETECTORS,
        email::DETECTORS,
        phone::DETECTORS,
        person_name::DETECTORS,
        nl_address::DETECTORS,
        nl_street::DETECTORS,
        street_address::DETECTORS,
        birth_date::DETECTORS,
        date::DETECTORS,
        web_address::DETECTORS,
        special_category::DETECTORS,
        icd_10::DETECTORS,
        private_key::DETECTORS,
        config_file::DETECTORS,
        password_hash::DETECTORS,
        credential_url::DETECTORS,
        assignment::DETECTORS,
        nl_identifier::DETECTORS,
        identity_number::DETECTORS,
        mrz::DETECTORS,
        nl_licence_plate::DETECTORS,
        business_number::DETECTORS,
        eu_vat::DETECTORS,
        network_address::DETECTORS,
        device::DETECTORS,
        coordinates::DETECTORS,
        crypto_address::DETECTORS,
        card_companion::DETECTORS,
        person_attribute::DETECTORS,
        personal_data_flow::DETECTORS,
        tls_verification::DETECTORS,
        weak_password_hash::DETECTORS,
        file::DETECTORS,
    ]
    .into_iter()
    .chain(
        credentials::FAMILIES
            .iter()
            .map(|(_, detectors)| *detectors),
    )
    .flatten()
}

/// Ranks for overlaps, from what proves itself to what is merely likely.
pub(crate) mod rank {
    /// A credential of a known provider.
    pub(crate) const TOKEN: u8 = 90;
    /// A private key.
    pub(crate) const KEY: u8 = 85;
    /// A URL with a password, which looks like an e-mail address too.
    pub(crate) const URL: u8 = 80;
    /// A value with a strong checksum.
    pub(crate) const CHECKED: u8 = 70;
    /// A date or an address.
    pub(crate) const STRUCTURED: u8 = 60;
    /// An e-mail address.
    pub(crate) const EMAIL: u8 = 58;
    /// A number with a weak checksum.
    pub(crate) const NUMBER: u8 = 50;
    /// A number with a shape only.
    pub(crate) const SHAPED: u8 = 40;
    /// A password behind its name.
    pub(crate) const ASSIGNED: u8 = 30;
    /// Something random behind a suspicious name.
    pub(crate) const GENERIC: u8 = 20;
}
