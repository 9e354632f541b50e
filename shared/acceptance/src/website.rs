//! Websites as they are asked for.

use domain::{InvalidWebsite, Reach, Website};
use serde::Deserialize;

/// A website to scan.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebsiteIn {
    /// Where to begin: `http` or `https`, without a query.
    #[schema(example = "https://shop.example/")]
    url: String,
    /// How many pages to look at: 1 to 500, 50 unless said otherwise.
    #[schema(minimum = 1, maximum = 500)]
    pages_max: Option<u16>,
    /// How many links a page may lie away from the first: 0 to 20, 5 unless said otherwise.
    #[schema(minimum = 0, maximum = 20)]
    depth_max: Option<u8>,
}

impl WebsiteIn {
    /// The website, if it is within bounds.
    ///
    /// # Errors
    /// When its address is none that a scan may go to, or a bound is out of bounds.
    pub fn parse(&self, reach: Reach) -> Result<Website, InvalidWebsite> {
        Website::parse(&self.url, self.pages_max, self.depth_max, reach)
    }
}
