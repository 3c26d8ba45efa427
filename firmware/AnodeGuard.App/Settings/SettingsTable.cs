namespace AnodeGuard.App
{
    /// <summary>
    /// The single place that says which settings exist, in which unit, and what is accepted. The parser is driven by it
    /// and SETTINGS.md is made from it. The defaults are the initial values of <see cref="DeviceSettings"/> and
    /// <see cref="AnodeGuard.Core.GuardSettings"/>.
    /// </summary>
    public sealed class SettingsTable
    {
        private readonly SettingRow[] _rows = new SettingRow[SettingId.Count];

        public SettingsTable()
        {
            AddCell();
            AddTransport();
            AddSense();
            AddLimits();
            AddMqtt();
            Add(SettingId.Version, "version", SettingKind.Whole, "", "Version of this document. An older one is read as what it said; a newer one is refused.").Between(1, DeviceSettings.CurrentVersion, 0);
            Add(SettingId.DeviceSite, "device.site", SettingKind.Name, "", "Where the device stands: second level of its topics.").Between(1, 32, 0);
            Add(SettingId.DeviceId, "device.id", SettingKind.Name, "", "Which device it is: third level of its topics; unique in its site.").Between(1, 32, 0);
            Add(SettingId.CommissioningRequired, "device.commissioning_required", SettingKind.Flag, "", "The switch never closes before the guided commissioning was gone through to its end.");
            Add(SettingId.CommandKey, "device.command_key", SettingKind.Key, "", "Key of this device's commands, made by tools/provision; empty: every command is refused.").Between(0, 64, 0).Hidden();
            Add(SettingId.RemoteArm, "device.remote_arm", SettingKind.Flag, "", "After a trip the switch may close without the button at the board, once somebody acknowledged by command.");
            Add(SettingId.RecorderMemory, "device.recorder_most_kb", SettingKind.Whole, "KB", "Memory that the flight recorder may take of what is free at the start; it wants about 300 for 60 s before to 30 s after an event, and keeps a shorter recording in less. 0: no recorder.").Between(0, 1024, 0);
            Add(SettingId.GasSensor, "device.gas_sensor", SettingKind.Flag, "", "A BME680 is fitted (U204) and looks into the cell's housing: pressure, gas and humidity are measured, and their absence is a fault.");
            Add(SettingId.WifiName, "wifi.ssid", SettingKind.Text, "", "Wireless network; written into the chip's own configuration when it is flashed. Empty: none.").Between(0, 32, 0);
            Add(SettingId.WifiPassword, "wifi.password", SettingKind.Text, "", "WPA2 password of the wireless network.").Between(0, 63, 0).Hidden();
        }

        /// <summary>How many keys there are.</summary>
        public int Count
        {
            get { return _rows.Length; }
        }

        /// <summary>A row, by its place in the table.</summary>
        public SettingRow this[int index]
        {
            get { return _rows[index]; }
        }

        /// <summary>The row of a dotted key, or null.</summary>
        public SettingRow Find(string key)
        {
            for (int i = 0; i < _rows.Length; i++)
            {
                if (_rows[i].Key == key)
                {
                    return _rows[i];
                }
            }

            return null;
        }

        private SettingRow Add(int id, string key, SettingKind kind, string unit, string meaning)
        {
            SettingRow row = new SettingRow(id, key, kind, unit, meaning);
            _rows[id] = row;
            return row;
        }

        private SettingRow AddDecimal(int id, string key, string unit, string meaning)
        {
            return Add(id, key, SettingKind.Decimal, unit, meaning);
        }

        private void AddCell()
        {
            Add(SettingId.Chemistry, "cell.chemistry", SettingKind.Chemistry, "", "Metal of the anode; it also bounds the temperature.");
            Add(SettingId.Electrolyte, "cell.electrolyte", SettingKind.Electrolyte, "", "What conducts the ions; it bounds the temperature: carbonate warns above 55 C, carbonate and ether alarm above 65 C; of polymer and other nothing is known but limits.over_temperature_c.");
            AddDecimal(SettingId.Area, "cell.area_cm2", "cm2", "Geometric electrode area.").Between(1000000, 1000000000000, 8);
            AddDecimal(SettingId.AreaFactor, "cell.area_factor", "", "Real over geometric electrode area (3-D hosts).").Between(100000, 1000000000, 6);
            AddDecimal(SettingId.Capacity, "cell.capacity_mah", "mAh", "Nominal capacity.").Between(1, 1000000000, 3);
            Add(SettingId.CellType, "cell.type", SettingKind.CellType, "", "full: a metal anode against a cathode. symmetric: metal on both sides. half-copper: bare copper, the positive terminal, against metal.");
            AddDecimal(SettingId.LocalCurrentFactor, "cell.local_current_factor", "", "Current density where metal grows fastest over the mean one (cracks, blocked area).").Between(1000000, 1000000000, 6);
            AddDecimal(SettingId.FreeGap, "cell.free_gap_um", "um", "Room for metal in front of the anode, up to the Cu layer. 0: not known; lead times then assume 25 um, half of a 50 um trilayer, and plated-thickness is not judged.").Between(0, 10000000, 3);
            AddDecimal(SettingId.MossDensity, "cell.moss_density", "", "Share of metal in the volume of mossy metal.").Between(10000, 1000000, 6);
            AddDecimal(SettingId.FullVoltage, "cell.full_voltage_v", "V", "Charging voltage of the full cell, a reference point of the state of charge; 0: 0.1 V below limits.over_voltage_v.").Between(0, 5000000, 6);
            AddDecimal(SettingId.EmptyVoltage, "cell.empty_voltage_v", "V", "Discharging voltage of the empty cell, the other reference point; 0: 0.1 V above limits.under_voltage_v.").Between(0, 5000000, 6);
            AddDecimal(SettingId.VoltagePerStateOfCharge, "cell.voltage_per_soc_v", "V", "Slope of the open-circuit voltage from empty to full; turns the fall of a rest into lost charge.").Between(10000, 10000000, 6);
        }

        private void AddTransport()
        {
            AddDecimal(SettingId.LimitingCurrentDensity, "transport.limiting_current_density_a_m2", "A/m2", "Limiting current density J* at 25 C; 0: there is none (single-ion conductors).").Between(0, 1000000000000, 6);
            AddDecimal(SettingId.DiffusionTime, "transport.diffusion_time_s", "s", "Diffusion time t_D at 25 C.").Between(10000, 1000000000000, 6);
            Add(SettingId.Modes, "transport.modes", SettingKind.Modes, "", "Decay modes: rate per diffusion time, ascending, 0.001 to 1000000; signed weight, -4 to 4 (above 1, currents count up to 16 J* instead of 64). What is missing from a sum of 1 is the instantaneous rest.");
            AddDecimal(SettingId.LimitingCurrentActivation, "transport.limiting_current_activation_kj_mol", "kJ/mol", "Activation energy of J*.").Between(0, 100000, 3);
            AddDecimal(SettingId.DiffusionActivation, "transport.diffusion_activation_kj_mol", "kJ/mol", "Activation energy of 1/t_D.").Between(0, 100000, 3);
            Add(SettingId.TemperatureTable, "transport.temperature_table", SettingKind.Temperatures, "", "J* and t_D at temperatures of your own, ascending: it replaces both values at 25 C and both activation energies. Logarithms run straight in 1/T between points and on beyond the ends.");
            AddDecimal(SettingId.AnionTransference, "transport.anion_transference", "", "Transference number of the anion, t_a = 1 - t+, above 1 where t+ is negative; below 0.05 the cell counts as a single-ion conductor: nothing is said about depletion.").Between(0, 1500000, 6);
            AddDecimal(SettingId.ThermodynamicFactor, "transport.thermodynamic_factor", "", "Thermodynamic factor of the electrolyte; only the limiting current identified on line rests on it and on the transference number.").Between(100000, 10000000, 6);
            AddDecimal(SettingId.SaltConcentration, "transport.salt_concentration_mol_m3", "mol/m3", "Salt in the electrolyte; only the lead time of a growing tip rests on it.").Between(1000, 10000000, 3);
        }

        private void AddSense()
        {
            AddDecimal(SettingId.SelfTestPeriod, "sense.self_test_period_s", "s", "Longest time between two sense-path self-tests while charging.").Between(1000000, 5000000, 6);
            AddDecimal(SettingId.Baseline, "sense.baseline_v", "V", "Sense baseline; 0: measured when the device becomes ready.").Between(0, 3500000, 6);
            Add(SettingId.ZeroVoltByDesign, "sense.zero_volt_by_design", SettingKind.Flag, "", "The Cu layer sits at 0 V by design: a low sense voltage is no contact.");
            AddDecimal(SettingId.SenseCapacitance, "sense.capacitance_uf_cm2", "uF/cm2", "Capacitance of the Cu layer; contact resistance and leakage are as uncertain as this.").Between(10, 1000000, 3);
        }

        private void AddLimits()
        {
            AddDecimal(SettingId.OverVoltage, "limits.over_voltage_v", "V", "Highest cell voltage.").Between(-5000000, 5000000, 6);
            AddDecimal(SettingId.UnderVoltage, "limits.under_voltage_v", "V", "Lowest cell voltage.").Between(-5000000, 5000000, 6);
            AddDecimal(SettingId.OverCurrentCharge, "limits.over_current_charge_a", "A", "Highest charging current.").Between(1000, 5000000000, 9);
            AddDecimal(SettingId.OverCurrentDischarge, "limits.over_current_discharge_a", "A", "Highest discharging current, as a positive number.").Between(1000, 5000000000, 9);
            AddDecimal(SettingId.OverTemperature, "limits.over_temperature_c", "C", "Highest cell temperature; the chemistry's own limit also holds.").Between(-40000, 100000, 3);
            AddDecimal(SettingId.UnderTemperature, "limits.under_temperature_c", "C", "Lowest cell temperature.").Between(-40000, 100000, 3);
            AddDecimal(SettingId.OverPressure, "limits.over_pressure_kpa", "kPa", "Highest pressure in the housing; 0: none.").Between(0, 1000000, 3);
            AddDecimal(SettingId.PressureRise, "limits.pressure_rise_kpa", "kPa", "Rise of the pressure above its slow baseline that alarms.").Between(100, 100000, 3);
            AddDecimal(SettingId.RestLeakage, "limits.rest_leakage_c_rate", "1/h", "Self-discharge at rest that is reported, share of the capacity per hour; five times as much warns.").Between(100, 100000, 6);
            AddDecimal(SettingId.Shutdown, "limits.shutdown_temperature_c", "C", "From here on a cell that lost its conduction has a separator that shut down.").Between(-40000, 200000, 3);
            AddDecimal(SettingId.ThermometersApart, "limits.thermometers_apart_k", "K", "Cell and board further apart than this for a minute: one thermometer is doubted, and the hotter one counts for the highest temperature; 0: not compared. 20 where both stand in the same air.").Between(0, 200000, 3);
            AddDecimal(SettingId.DepletionWarning, "limits.depletion_warning", "", "Surface depletion that warns.").Between(50000, 1000000, 6);
            AddDecimal(SettingId.DepletionAlarm, "limits.depletion_alarm", "", "Surface depletion that alarms, where the current exceeds J*.").Between(50000, 1000000, 6);
            AddDecimal(SettingId.DepletionReaction, "limits.depletion_reaction_s", "s", "Less time than this left until depletion alarms as well, where the current exceeds J*.").Between(0, 60000000, 6);
            AddDecimal(SettingId.RecommendedDepletion, "limits.recommended_depletion", "", "The recommended charge current keeps the surface depletion below this.").Between(50000, 1000000, 6);
            AddDecimal(SettingId.RecommendedTime, "limits.recommended_time_s", "s", "For so long, from the present state on.").Between(1000000, 1000000000000, 6);
            AddDecimal(SettingId.SenseStale, "limits.sense_stale_s", "s", "Age at which a sense sample is stale.").Between(40000, 1000000, 6);
            AddDecimal(SettingId.CellStale, "limits.cell_stale_s", "s", "Age at which a voltage or current sample is stale.").Between(200000, 5000000, 6);
            AddDecimal(SettingId.TemperatureStale, "limits.temperature_stale_s", "s", "Age at which a temperature sample is stale.").Between(500000, 60000000, 6);
            Add(SettingId.ReadyAfterCycles, "limits.ready_after_cycles", SettingKind.Whole, "", "Valid decision cycles (10 a second) before the device may be ready.").Between(5, 1000, 0);
        }

        private void AddMqtt()
        {
            Add(SettingId.MqttHost, "mqtt.host", SettingKind.Host, "", "Broker; empty: the device reports to nobody.").Between(0, 128, 0);
            Add(SettingId.MqttPort, "mqtt.port", SettingKind.Whole, "", "Port of the broker; 0: 8883 with TLS, 1883 without.").Between(0, 65535, 0);
            Add(SettingId.MqttTls, "mqtt.tls", SettingKind.Flag, "", "TLS with a checked certificate; needs mqtt.ca_pem.");
            Add(SettingId.MqttCa, "mqtt.ca_pem", SettingKind.Certificate, "", "Certificate of the authority that signed the broker's.").Between(0, 4096, 0);
            Add(SettingId.MqttUser, "mqtt.user", SettingKind.Text, "", "User at the broker; empty: anonymous.").Between(0, 65, 0);
            Add(SettingId.MqttPassword, "mqtt.password", SettingKind.Text, "", "Password at the broker.").Between(0, 128, 0).Hidden();
            Add(SettingId.MqttKeepAlive, "mqtt.keep_alive_s", SettingKind.Whole, "s", "Silence after which the broker takes the device for lost (times 1.5).").Between(5, 600, 0);
            AddDecimal(SettingId.ReportPeriod, "mqtt.report_period_s", "s", "From one state message to the next.").Between(100000, 3600000000, 6);
            AddDecimal(SettingId.FaultReportPeriod, "mqtt.fault_report_period_s", "s", "The same with a fault, for five minutes after the last change of what is wrong.").Between(100000, 3600000000, 6);
            Add(SettingId.ReportMean, "mqtt.report_mean", SettingKind.Flag, "", "State messages carry cell voltage, current and sense voltage as means over their period (10 samples a second) instead of the latest samples; never while a fault is active or latched.");
            Add(SettingId.DiscoveryPrefix, "mqtt.discovery_prefix", SettingKind.Name, "", "Home Assistant's discovery prefix; empty: no discovery.").Between(0, 32, 0);
        }
    }
}
