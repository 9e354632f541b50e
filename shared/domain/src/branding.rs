//! What a tenant's reports look like.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::Name;

/// How a tenant wants to be seen. What is not set looks as Polder does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Branding {
    /// What the organisation is called where its own people and customers read it; its name unless it is set.
    #[serde(default)]
    pub display_name: Option<Name>,
    /// The colour of covers, rules and headings.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^#[0-9a-fA-F]{6}$", example = "#0b5d66")]
    pub accent_colour: Option<Colour>,
    /// The logo: a PNG or JPEG file in base64.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 136_536)]
    pub logo: Option<Logo>,
    /// A line at the foot of every page, such as an address or a classification.
    #[serde(default)]
    pub footer: Option<Name>,
}

/// A colour of the sRGB space, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// Text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour written as # and six hexadecimal digits, such as #0b5d66")]
pub struct InvalidColour;

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// The contrast that WCAG 2.2 asks of text at level AA (success criterion 1.4.3).
    pub const TEXT_CONTRAST: f64 = 4.5;
    /// What text is written in: nearly black.
    pub const INK: Self = Self::new(0x12, 0x18, 0x20);

    /// The colour with these parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// White, or black where white could not be read: the text colour on this one. One of the two always has a
    /// contrast of at least 4.58, so that no accent is refused for it.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= Self::TEXT_CONTRAST {
            Self::WHITE
        } else {
            Self::new(0, 0, 0)
        }
    }

    /// This colour, darkened until it can be read as text on white.
    #[must_use]
    pub fn as_text_on_white(self) -> Self {
        let mut colour = self;
        while colour.contrast(Self::WHITE) < Self::TEXT_CONTRAST {
            // Nineteen twentieths: black is reached, so this ends.
            let darker = |part: u8| u8::try_from(u16::from(part) * 19 / 20).unwrap_or(0);
            colour = Self::new(
                darker(colour.red),
                darker(colour.green),
                darker(colour.blue),
            );
        }
        colour
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl TryFrom<String> for Colour {
    type Error = InvalidColour;

    fn try_from(text: String) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        let mut bytes = [0; 3];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| InvalidColour)?;
        let [red, green, blue] = bytes;
        Ok(Self::new(red, green, blue))
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// A logo: a PNG or a JPEG file, in base64 wherever it is written.
///
/// No SVG: it is a program as much as a picture (scripts, links, fonts and files from elsewhere, entities that
/// expand), and what one reader of it leaves out another one runs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Logo {
    kind: LogoKind,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// What a logo's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl LogoKind {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Text that is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLogo {
    /// It is not base64.
    #[error(
        "must be a PNG or JPEG file in base64 (RFC 4648, with padding), without a data: prefix"
    )]
    NotBase64,
    /// The file is too large.
    #[error("must have at most 102400 bytes, and has {0}")]
    TooLarge(usize),
    /// It is another kind of file.
    #[error("must be a PNG or a JPEG file; SVG is not taken, because it can carry programs")]
    WrongKind,
    /// The picture is too small, too large or too long.
    #[error(
        "must be 16 to 2000 pixels wide and high, and neither side more than 12 times the other; it is {width} × {height}"
    )]
    WrongSize {
        /// In pixels.
        width: usize,
        /// In pixels.
        height: usize,
    },
}

impl Logo {
    /// The most bytes that the file may have.
    pub const MAX_BYTES: usize = 100 * 1024;
    /// The fewest and the most pixels along a side. What it takes to unpack a logo follows from this and not from
    /// what its file claims.
    pub const SIDE_PIXELS: std::ops::RangeInclusive<usize> = 16..=2000;
    /// How much longer one side may be.
    pub const MAX_RATIO: usize = 12;

    /// Reads a file's head. Whether the rest can be drawn shows when it is drawn.
    ///
    /// # Errors
    /// See [`InvalidLogo`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, InvalidLogo> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(InvalidLogo::TooLarge(bytes.len()));
        }
        let kind = match imagesize::image_type(&bytes) {
            Ok(imagesize::ImageType::Png) => LogoKind::Png,
            Ok(imagesize::ImageType::Jpeg) => LogoKind::Jpeg,
            Ok(_) | Err(_) => return Err(InvalidLogo::WrongKind),
        };
        let size = imagesize::blob_size(&bytes).map_err(|_| InvalidLogo::WrongKind)?;
        let (width, height) = (size.width, size.height);
        let fits = Self::SIDE_PIXELS.contains(&width)
            && Self::SIDE_PIXELS.contains(&height)
            && width <= height * Self::MAX_RATIO
            && height <= width * Self::MAX_RATIO;
        match (u32::try_from(width), u32::try_from(height)) {
            (Ok(width), Ok(height)) if fits => Ok(Self {
                kind,
                width,
                height,
                bytes,
            }),
            _ => Err(InvalidLogo::WrongSize { width, height }),
        }
    }

    /// What the file is.
    #[must_use]
    pub fn kind(&self) -> LogoKind {
        self.kind
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file in base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

impl TryFrom<String> for Logo {
    type Error = InvalidLogo;

    fn try_from(text: String) -> Result<Self, InvalidLogo> {
        let bytes = STANDARD.decode(text).map_err(|_| InvalidLogo::NotBase64)?;
        Self::from_bytes(bytes)
    }
}

impl From<Logo> for String {
    fn from(logo: Logo) -> Self {
        logo.to_base64()
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            width,
            height,
            bytes,
        } = self;
        write!(f, "Logo({kind:?}, {width}×{height}, {} bytes)", bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a PNG of this size; what follows is never looked at here.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        file.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        file
    }

    #[test]
    fn text_on_any_accent_can_be_read() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let colour = Colour::new(red, green, blue);
                    let text = colour.contrast(colour.text_on());
                    assert!(text >= Colour::TEXT_CONTRAST, "{colour}: {text}");
                    let heading = colour.as_text_on_white().contrast(Colour::WHITE);
                    assert!(heading >= Colour::TEXT_CONTRAST, "{colour}: {heading}");
                }
            }
        }
    }

    #[test]
    fn a_dark_accent_stays_as_it_is() {
        let colour = Colour::new(0x0b, 0x5d, 0x66);
        assert_eq!(colour.as_text_on_white(), colour);
        assert_eq!(colour.text_on(), Colour::WHITE);
        assert_eq!(Colour::new(0xff, 0xd4, 0).text_on(), Colour::new(0, 0, 0));
    }

    #[test]
    fn colours_read_back_and_nothing_else_is_one() {
        let read = |text: &str| Colour::try_from(text.to_owned());
        assert_eq!(read("#0B5d66").unwrap().to_string(), "#0b5d66");
        for text in [
            "",
            "0b5d66",
            "#0b5d6",
            "#0b5d667",
            "red",
            "#gggggg",
            "#０b5d66",
        ] {
            assert_eq!(read(text), Err(InvalidColour), "{text}");
        }
    }

    #[test]
    fn a_logo_is_a_png_or_jpeg_of_a_sensible_size() {
        let rows = [
            (png(240, 80), None),
            (png(8, 80), Some("must be 16 to 2000 pixels")),
            (png(4000, 400), Some("must be 16 to 2000 pixels")),
            (png(1600, 20), Some("must be 16 to 2000 pixels")),
            (
                b"GIF89a\x20\0\x20\0\0\0\0".to_vec(),
                Some("must be a PNG or a JPEG file"),
            ),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>".to_vec(),
                Some("must be a PNG or a JPEG file; SVG"),
            ),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Some("must be a PNG")),
            (Vec::new(), Some("must be a PNG")),
            (vec![0; Logo::MAX_BYTES + 1], Some("must have at most")),
        ];
        for (bytes, refused) in rows {
            let text = STANDARD.encode(&bytes);
            match (Logo::try_from(text.clone()), refused) {
                (Ok(logo), None) => assert_eq!(String::from(logo), text),
                (Err(error), Some(wanted)) => {
                    assert!(error.to_string().starts_with(wanted), "{error}");
                }
                (result, wanted) => panic!("{result:?} instead of {wanted:?}"),
            }
        }
        assert_eq!(
            Logo::try_from("data:image/png;base64,AAAA".to_owned()),
            Err(InvalidLogo::NotBase64)
        );
    }
}
