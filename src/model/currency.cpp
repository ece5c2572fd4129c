#include "model/currency.h"

namespace casus::model {

namespace {

// ISO 4217, list one (current currency and funds) of the maintenance agency, https://www.six-group.com/en/products-services/
// financial-information/data-standards.html, as amended to 2025 (XAD, XCG, ZWG); without metals, bond units and codes for testing.
constexpr std::string_view current =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL "
    "BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF "
    "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
    "LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN "
    "NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG "
    "XDR XOF XPF XSU XUA YER ZAR ZMW ZWG";

// ISO 4217, list three (historic denominations) of the same agency; codes that never were in the standard are left out.
constexpr std::string_view withdrawn =
    "ADP AFA ANG AOK AON AOR ARA ARP ATS AZM BAD BEC BEF BEL BGL BOP BRB BRC BRE BRN "
    "BRR BUK BYB BYR CHC CSD CSK CUC CYP DDM DEM ECS ECV EEK EQE ESA ESB ESP FIM FRF "
    "GEK GHC GHP GNS GQE GRD GWE GWP HRD HRK IEP ILP ITL LSM LTL LTT LUC LUF LUL LVL "
    "LVR MGF MLF MRO MTL MTP MXP MZE MZM NIC NLG PEI PES PLZ PTE RHD ROL RUR SDD SDP "
    "SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS USS UYP VEB VEF XEU XFO XFU XRE "
    "YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWD ZWL ZWN ZWR";

/// Codes stand apart by one blank, so that each begins at a multiple of four.
bool stands_in(std::string_view list, std::string_view word) {
  const auto at = list.find(word);
  return at != list.npos && at % 4 == 0;
}

}  // namespace

bool is_currency(std::string_view word) {
  if (word.size() != 3 || word.find(' ') != word.npos) return false;
  return stands_in(current, word) || stands_in(withdrawn, word);
}

CurrencyFault why_no_currency(std::string_view word) {
  if (word == "TIV" || word == "tiv")
    return {"is a trend-indicator value, a measure of volumes of arms and not money",
            "leave the value out, or state a sum of money with its currency; a TIV is never added to one"};
  return {"is no currency", "write the code of ISO 4217, as EUR, USD or XDR"};
}

}  // namespace casus::model
