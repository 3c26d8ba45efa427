"""Every part that the board may use: symbol, footprint, maker, part number, tolerance, rating, alternates.

`checked`: "no" for a part whose pin-out, footprint or limits have not been compared with its data sheet; such parts
are starred in the bill of materials and must be checked before ordering.
"""
from dataclasses import dataclass, replace

R_0603 = "Resistor_SMD:R_0603_1608Metric"
R_1206 = "Resistor_SMD:R_1206_3216Metric"
C_0603 = "Capacitor_SMD:C_0603_1608Metric"
C_0805 = "Capacitor_SMD:C_0805_2012Metric"
C_1206 = "Capacitor_SMD:C_1206_3216Metric"


@dataclass(frozen=True)
class Part:
    """One line of the bill of materials."""

    lib_id: str
    footprint: str
    value: str
    maker: str = ""
    mpn: str = ""
    tolerance: str = ""
    rating: str = ""
    alternates: str = ""
    description: str = ""
    datasheet: str = ""
    checked: str = "no"
    coin: str = ""          # what the coin variant fits instead: "value|maker|mpn|tolerance|rating"; "DNP" leaves it out
    dnp: bool = False
    in_bom: bool = True
    hide_value: bool = False

    def fields(self):
        """The extra fields a symbol carries."""
        pairs = [("Manufacturer", self.maker), ("MPN", self.mpn), ("Tolerance", self.tolerance), ("Rating", self.rating),
                 ("Alternates", self.alternates), ("Checked", self.checked), ("Variant coin", self.coin)]
        return [(name, text) for name, text in pairs if text]


_MULTIPLIER = {"R": 1.0, "k": 1e3, "M": 1e6}


def ohms(text):
    """"4k7"-free resistor values: "39.2k", "10R", "1M" -> ohms."""
    return float(text[:-1]) * _MULTIPLIER[text[-1]]


def _code(text):
    """Value as resistor makers spell it in part numbers: 39.2k -> 39K2, 100R -> 100R, 3.3M -> 3M3."""
    number, letter = text[:-1], text[-1].upper()
    return number.replace(".", letter) if "." in number else number + letter


def _e96_digits(text):
    """Three digits and a power of ten: 39.2k -> 3922."""
    value, power = ohms(text), 0
    while value >= 1000:
        value, power = value / 10, power + 1
    return f"{round(value):03d}{power}"


def resistor(value, tolerance="1%", mpn=None, **more):
    """A chip resistor: 1 % thick film 100 ppm/K, or 0.1 % thin film 25 ppm/K."""
    if tolerance == "1%":
        part = Part("Device:R", R_0603, value, "Yageo", mpn or f"RC0603FR-07{_code(value)}L", "1 %, 100 ppm/K", "0.1 W, 75 V",
                    "Vishay CRCW0603 1 %, Panasonic ERJ-3EKF", "Thick film resistor", checked="n/a")
    else:
        part = Part("Device:R", R_0603, value + " 0.1%", "Yageo", mpn or f"RT0603BRD07{_code(value)}L", "0.1 %, 25 ppm/K",
                    "0.1 W, 75 V", "Panasonic ERA-3AEB, Susumu RG1608", "Thin film resistor", checked="n/a")
    return replace(part, **more)


def capacitor(value, **more):
    """A ceramic capacitor, chosen by value."""
    return replace(CAPACITORS[value], **more)


def _cap(value, footprint, mpn, tolerance, rating, alternates="Murata GRM, TDK C series of equal rating"):
    return Part("Device:C", footprint, value, "Samsung" if mpn.startswith("CL") else "Murata", mpn, tolerance, rating, alternates,
                "Ceramic capacitor", checked="n/a")


CAPACITORS = {
    "100p": _cap("100p C0G", C_0603, "GRM1885C1H101JA01D", "5 %, C0G", "50 V", "Kemet C0603C101J5GAC, TDK C1608C0G1H101J"),
    "1n": _cap("1n", C_0603, "GRM1885C1H102JA01D", "5 %, C0G", "50 V"),
    "10n C0G": _cap("10n C0G", C_0805, "GRM2195C1H103JA01D", "5 %, C0G", "50 V"),
    "100n": _cap("100n", C_0603, "CL10B104KB8NNNC", "10 %, X7R", "50 V"),
    "220n": _cap("220n", C_0805, "CL21B224KBFNNNE", "10 %, X7R", "50 V"),
    "1u": _cap("1u", C_0805, "CL21B105KBFNNNE", "10 %, X7R", "50 V"),
    "10u": _cap("10u", C_1206, "CL31B106KAHNNNE", "10 %, X7R", "25 V"),
    "22u": _cap("22u", C_1206, "CL31A226KAHNNNE", "10 %, X5R", "25 V"),
}

_SOT23 = "Package_TO_SOT_SMD:SOT-23"
_SMA = "Diode_SMD:D_SMA"
_TERMINAL2 = "TerminalBlock_Phoenix:TerminalBlock_Phoenix_MKDS-1,5-2-5.08_1x02_P5.08mm_Horizontal"
_TERMINAL4 = "TerminalBlock_Phoenix:TerminalBlock_Phoenix_MKDS-1,5-4-5.08_1x04_P5.08mm_Horizontal"

PARTS = {
    # supply
    "usb_c": Part("Connector:USB_C_Receptacle_USB2.0_16P", "Connector_USB:USB_C_Receptacle_GCT_USB4105-xx-A_16P_TopMnt_Horizontal",
                  "USB-C", "GCT", "USB4105-GF-A", "", "5 V, 3 A", "Korean Hroparts TYPE-C-31-M-12 (other footprint)", "USB-C receptacle"),
    "usb_esd": Part("Power_Protection:USBLC6-2SC6", "Package_TO_SOT_SMD:SOT-23-6", "USBLC6-2SC6", "STMicroelectronics",
                    "USBLC6-2SC6", "", "5.25 V, 15 kV air", "Nexperia PRTR5V0U2X (other footprint)", "USB ESD protection"),
    "usb_isolator": Part("Interface_USB:ADUM4160", "Package_SO:SOIC-16W_7.5x10.3mm_P1.27mm", "ADuM4160", "Analog Devices",
                         "ADUM4160BRWZ", "", "5 kV rms 1 min", "ADuM3160 (2.5 kV)", "Full-speed USB isolator"),
    "polyfuse": Part("Device:Polyfuse", "Fuse:Fuse_1206_3216Metric", "0.75 A hold", "Bourns", "MF-NSMF075-2", "", "13.2 V, 0.75 A hold",
                     "Littelfuse 1206L075", "Resettable fuse"),
    "tvs_5v": Part("Device:D_TVS", _SMA, "SMAJ5.0CA", "Littelfuse", "SMAJ5.0CA", "5 %", "5 V stand-off, 9.2 V clamp, 400 W",
                   "Vishay SMAJ5.0CA, Bourns SMAJ5.0CA", "Transient suppressor"),
    "dcdc": Part("Converter_DCDC:TMR-0511", "Converter_DCDC:Converter_DCDC_TRACO_TEC2-12xxWI_24xxWI_48xxWI_THT", "TMR 2-0511",
                 "Traco Power", "TMR 0511", "1 % set, 0.5 % load*", "4.5-9 V in, 5 V 400 mA, 1 kV isolation*", "Recom RS3-0505S (check pins)",
                 "Isolated, regulated DC/DC converter"),
    "buck": Part("Regulator_Switching:TLV62569DBV", "Package_TO_SOT_SMD:SOT-23-5", "TLV62569DBV", "Texas Instruments", "TLV62569DBVR",
                 "2 % feedback", "5.5 V, 2 A", "TLV62568DBV (1 A)", "Buck converter"),
    "inductor": Part("Device:L", "Inductor_SMD:L_Taiyo-Yuden_NR-40xx", "2.2u", "Taiyo Yuden", "NR4018T2R2M", "20 %", "2.7 A saturation",
                     "Bourns SRN4018-2R2M", "Power inductor"),
    "bead": Part("Device:FerriteBead", "Inductor_SMD:L_0805_2012Metric", "600R@100MHz", "Murata", "BLM21PG601SN1D", "25 %", "1.5 A",
                 "TDK MPZ2012S601A", "Ferrite bead"),
    # processor
    "esp32": Part("RF_Module:ESP32-S3-WROOM-1", "RF_Module:ESP32-S3-WROOM-1", "ESP32-S3-WROOM-1-N8R2", "Espressif",
                  "ESP32-S3-WROOM-1-N8R2", "", "3.0-3.6 V", "ESP32-S3-WROOM-1-N16R2 (same pins); not N8R8: GPIO 35-37 differ", "Wi-Fi module"),
    "fram": Part("anodeguard:MB85RC1MT", "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm", "MB85RC1MT", "RAMXEED (Fujitsu)", "MB85RC1MTPNF-G-JNERE1", "",
                 "1.8-3.6 V", "Infineon FM24V10-G (same pins, 2.0-3.6 V)", "1 Mbit FRAM"),
    "tmp117": Part("Sensor_Temperature:TMP117xxDRV", "Package_SON:WSON-6-1EP_2x2mm_P0.65mm_EP1x1.6mm", "TMP117", "Texas Instruments",
                   "TMP117AIDRVR", "0.1 K", "5.5 V", "TMP119 (check package)", "Board temperature"),
    "bme680": Part("Sensor:BME680", "Package_LGA:Bosch_LGA-8_3x3mm_P0.8mm_ClockwisePinNumbering", "BME680", "Bosch Sensortec", "BME680", "",
                   "1.71-3.6 V", "BME688 (same pins)", "Gas, pressure, humidity; optional", dnp=True),
    "button": Part("Switch:SW_Push", "Button_Switch_SMD:SW_SPST_B3U-1000P", "B3U-1000P", "Omron", "B3U-1000P", "", "12 V, 50 mA", "",
                   "Tactile switch"),
    "led_green": Part("Device:LED", "LED_SMD:LED_0603_1608Metric", "green", "Wurth", "150060VS75000", "", "30 mA", "Kingbright APT1608SGC", "LED"),
    "led_red": Part("Device:LED", "LED_SMD:LED_0603_1608Metric", "red", "Wurth", "150060RS75000", "", "30 mA", "Kingbright APT1608SRCPRV", "LED"),
    "header6": Part("Connector_Generic:Conn_01x06", "Connector_PinHeader_2.54mm:PinHeader_1x06_P2.54mm_Vertical", "UART", "Wurth", "61300611121",
                    "", "3 A", "any 2.54 mm header", "Programming header, on the floating side"),
    "qwiic": Part("Connector_Generic:Conn_01x04", "Connector_JST:JST_SH_SM04B-SRSS-TB_1x04-1MP_P1.00mm_Horizontal", "I2C2", "JST", "SM04B-SRSS-TB",
                  "", "1 A", "", "Second bus, for sensors"),
    # sense
    "coax": Part("Connector:Conn_Coaxial", "Connector_Coaxial:SMA_Amphenol_901-144_Vertical", "SMA", "Amphenol RF", "901-144-8RFX", "",
                 "PTFE dielectric", "any vertical SMA with PTFE", "Cu electrode; shell is the guard, not ground"),
    "reed": Part("Relay:SILxx-1Axx-71x", "Relay_THT:Relay_SPST_StandexMeder_SIL_Form1A", "SIL05-1A72-71L", "Standex", "SIL05-1A72-71L", "",
                 "5 V 500 ohm coil; contact 200 V, 0.5 A, 10 W; >= 1e10 ohm*", "Coto 9007-05-00 (check pins)", "Reed relay, normally open"),
    "bav199": Part("Diode:BAV99", _SOT23, "BAV199", "Nexperia", "BAV199,215", "", "85 V, 5 nA max (pA typ)*", "onsemi BAV199LT1G", "Low-leakage diode pair"),
    "ada4530": Part("Amplifier_Operational:ADA4530-1", "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm", "ADA4530-1", "Analog Devices", "ADA4530-1ARZ",
                    "50 uV", "4.5-16 V; 20 fA max", "LMC6001 (no guard output)", "Electrometer amplifier", checked="pins"),
    "tmux1108": Part("Analog_Switch:TMUX1108PW", "Package_SO:TSSOP-16_4.4x5mm_P0.65mm", "TMUX1108PW", "Texas Instruments", "TMUX1108PWR", "",
                     "5.5 V; pA leakage*", "ADG708 (higher leakage)", "Break-before-make multiplexer"),
    "adr4525": Part("Reference_Voltage:ADR4525", "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm", "ADR4525", "Analog Devices", "ADR4525BRZ", "0.02 %, 2 ppm/K",
                    "3-15 V", "REF5025 (check pins)", "2.5 V reference"),
    "r_1m_sense": resistor("1M", footprint=R_1206, mpn="RC1206FR-071ML", rating="0.25 W, 200 V",
                           alternates="Vishay CRCW1206 1 %, Panasonic ERJ-8ENF"),
    "r_100m": Part("Device:R", R_1206, "100M", "Vishay", "CRHV1206AF100MFKFB", "1 %, 100 ppm/K*", "1500 V", "Ohmite HVC1206 100M", "Test injector R_T"),
    "tvs_guard": Part("Device:D_TVS", "Diode_SMD:D_SOD-523", "PESD5V0S1BB", "Nexperia", "PESD5V0S1BB,115", "", "5 V stand-off",
                      "Littelfuse SP1003", "ESD protection of the guard, which is low-impedance"),
    "nfet": Part("Transistor_FET:BSS138", _SOT23, "BSS138", "onsemi", "BSS138", "", "50 V, 220 mA; gate threshold <= 1.5 V",
                 "Nexperia BSS138BK,215, Diodes BSS138-7-F", "Small N-MOSFET that switches from 3.3 V"),
    "diode": Part("Diode:1N4148W", "Diode_SMD:D_SOD-123", "1N4148W", "Diodes Inc.", "1N4148W-7-F", "", "75 V, 300 mA", "Vishay 1N4148W", "Diode"),
    # measurement
    "ads1115": Part("Analog_ADC:ADS1115IDGS", "Package_SO:VSSOP-10_3x3mm_P0.5mm", "ADS1115", "Texas Instruments", "ADS1115IDGSR", "0.15 % gain",
                    "3.3 V", "ADS1115IDGST (reel)", "16-bit converter"),
    "ina228": Part("Sensor_Energy:INA228", "Package_SO:VSSOP-10_3x3mm_P0.5mm", "INA228", "Texas Instruments", "INA228AIDGSR", "0.05 % gain",
                   "85 V bus; -0.3 V min", "INA229 is SPI: no", "Current, voltage, charge monitor"),
    "opa2376": Part("Amplifier_Operational:OPA2376xxD", "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm", "OPA2376", "Texas Instruments", "OPA2376AIDR",
                    "25 uV", "5.5 V; 10 pA", "OPA2192 (other supply), MCP6072", "Dual precision amplifier"),
    "schottky": Part("Diode:BAT54W", "Package_TO_SOT_SMD:SOT-323_SC-70", "BAT54W", "Nexperia", "BAT54W,115", "", "30 V, 200 mA, 2 uA at 25 V",
                     "Diodes BAT54W-7-F", "Schottky diode"),
    "tvs_10v": Part("Device:D_TVS", _SMA, "SMAJ10CA", "Littelfuse", "SMAJ10CA", "5 %", "10 V stand-off, bidirectional", "Vishay SMAJ10CA",
                    "Transient suppressor"),
    "terminal4": Part("Connector:Screw_Terminal_01x04", _TERMINAL4, "SENSE/NTC", "Phoenix Contact", "1715747", "", "13.5 A", "Wurth 691213710004",
                      "Screw terminal"),
    # protection
    "ina181": Part("Amplifier_Current:INA181", "Package_TO_SOT_SMD:SOT-23-6", "INA181A1", "Texas Instruments", "INA181A1IDBVR", "1 % gain, 500 uV*",
                   "5.5 V; gain 20", "INA180 is unidirectional: no", "Independent current amplifier"),
    "lm393": Part("Comparator:LM393", "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm", "LM393B", "Texas Instruments", "LM393BIDR", "4 mV*", "36 V",
                  "LM2903B, onsemi LM393DR2G", "Dual comparator, open collector"),
    "mcp6566": Part("Comparator:MCP6566", "Package_TO_SOT_SMD:SOT-23-5", "MCP6566", "Microchip", "MCP6566T-E/OT", "10 mV*", "5.5 V",
                    "TLV7021 (check pins)", "Comparator, open drain"),
    "hc02": Part("74xx:74HC02", "Package_SO:TSSOP-14_4.4x5mm_P0.65mm", "74HC02", "Nexperia", "74HC02PW,118", "", "2-6 V", "TI SN74HC02PWR",
                 "Quad NOR"),
    "hc74": Part("74xx:74HC74", "Package_SO:TSSOP-14_4.4x5mm_P0.65mm", "74HC74", "Nexperia", "74HC74PW,118", "", "2-6 V", "TI SN74HC74PWR",
                 "Dual D flip-flop"),
    "lvc1g17": Part("74xGxx:74LVC1G17", "Package_TO_SOT_SMD:SOT-23-5", "74LVC1G17", "Texas Instruments", "SN74LVC1G17DBVR", "",
                    "1.65-5.5 V", "Nexperia 74LVC1G17GV", "Schmitt buffer"),
    "lvc1g38": Part("74xGxx:74LVC1G38", "Package_TO_SOT_SMD:SOT-23-5", "74LVC1G38", "Texas Instruments", "SN74LVC1G38DBVR", "",
                    "1.65-5.5 V", "Nexperia 74LVC1G38GV", "NAND, open drain"),
    "latch": Part("anodeguard:SN74LVC1G74", "Package_SO:VSSOP-8_2.3x2mm_P0.5mm", "74LVC1G74", "Texas Instruments", "SN74LVC1G74DCUR", "",
                  "1.65-5.5 V, 24 mA", "Nexperia 74LVC1G74DC", "Trip latch"),
    "supervisor_3v3": Part("anodeguard:TPS3808", "Package_TO_SOT_SMD:SOT-23-6", "TPS3808G33", "Texas Instruments", "TPS3808G33DBVR", "1.5 %",
                           "3.07 V threshold", "", "Supply supervisor, open drain"),
    "supervisor_5v": Part("anodeguard:TPS3808", "Package_TO_SOT_SMD:SOT-23-6", "TPS3808G50", "Texas Instruments", "TPS3808G50DBVR", "1.5 %",
                          "4.65 V threshold", "", "Supply supervisor, open drain"),
    "watchdog": Part("Power_Supervisor:TPS3430WDRC", "Package_SON:VSON-10-1EP_3x3mm_P0.5mm_EP1.65x2.4mm", "TPS3430", "Texas Instruments",
                     "TPS3430WDRCR", "15 %", "1.6-6.5 V", "", "Windowed watchdog, open drain"),
    "jumper": Part("Jumper:Jumper_2_Bridged", "Connector_PinHeader_2.54mm:PinHeader_1x02_P2.54mm_Vertical", "COLLAPSE TRIP", "Wurth", "61300211121",
                   "", "3 A", "any 2.54 mm header with jumper", "Fitted: the collapse comparator may trip. Remove for cells whose Cu layer sits at 0 V"),
    # switch
    "terminal2": Part("Connector:Screw_Terminal_01x02", _TERMINAL2, "terminal", "Phoenix Contact", "1715721", "", "13.5 A", "Wurth 691213710002",
                      "Screw terminal"),
    "fuse": Part("Device:Fuse", "Fuse:Fuse_2512_6332Metric", "7 A fast", "Littelfuse", "0448007.MR*", "", "125 V, 7 A", "Bel C2F 7 (check size)",
                 "Fuse of the cell current", coin="200 mA fast|Littelfuse|0448.200MR*||125 V, 0.2 A"),
    "power_fet": Part("Transistor_FET:CSD17573Q5B", "Package_TO_SOT_SMD:TDSON-8-1", "CSD17573Q5B", "Texas Instruments", "CSD17573Q5B", "",
                      "30 V, 100 A, 1.4 mohm at 8 V*", "CSD17576Q5B", "N-MOSFET"),
    "vom1271": Part("anodeguard:VOM1271T", "Package_SO:SOP-4_3.8x4.1mm_P2.54mm", "VOM1271T", "Vishay", "VOM1271T", "", "8.4 V, 15 uA typ, 6 uA min*",
                    "TLP3906 (check turn-off)", "Photovoltaic driver"),
    "shunt": Part("Device:R_Shunt", "Resistor_SMD:R_Shunt_Vishay_WSK2512_6332Metric_T2.21mm", "10m", "Vishay", "WSK2512R0100FEA", "1 %, 35 ppm/K*",
                  "1 W", "Bourns CSS2H-2512K (check pads)", "Four-terminal shunt",
                  coin="1R|Vishay|WSK2512-class 1R0 (confirm; else RC2512 with 4-wire tracks)*|0.1 %, 25 ppm/K|0.5 W"),
    "tvs_12v": Part("Device:D_TVS", _SMA, "SMAJ12CA", "Littelfuse", "SMAJ12CA", "5 %", "12 V stand-off, bidirectional", "Vishay SMAJ12CA",
                    "Transient suppressor"),
    "tvs_33v": Part("Device:D_TVS", _SMA, "SMAJ33CA", "Littelfuse", "SMAJ33CA", "5 %", "33 V stand-off, bidirectional", "Vishay SMAJ33CA",
                    "Transient suppressor"),
    # mechanical
    "test_point": Part("Connector:TestPoint", "TestPoint:TestPoint_Pad_D1.5mm", "TP", in_bom=False, checked="n/a", hide_value=True),
    "hole": Part("Mechanical:MountingHole", "MountingHole:MountingHole_3.2mm_M3", "M3", in_bom=False, checked="n/a"),
    "fiducial": Part("Mechanical:Fiducial", "Fiducial:Fiducial_1mm_Mask2mm", "fiducial", in_bom=False, checked="n/a"),
}


def part(key, **changes):
    """A catalogue entry, with changes where a placement needs them."""
    return replace(PARTS[key], **changes)
