using System;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What a guard was built with comes back to the last bit, or not at all; the fields are found by reflection.</summary>
    public class SettingsImageTests
    {
        private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        private const int Room = 256;

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void Every_setting_comes_back(int seed)
        {
            GuardSettings saved = Other(seed);
            GuardSettings loaded = new GuardSettings();
            StateImage image = new StateImage(Room);
            Assert.True(SettingsImage.Save(saved, image));
            Assert.True(SettingsImage.Load(loaded, image));
            Expect(saved, loaded);
        }

        [Fact]
        public void A_list_that_is_absent_comes_back_absent()
        {
            GuardSettings loaded = Other(4);
            StateImage image = new StateImage(Room);
            Assert.True(SettingsImage.Save(new GuardSettings(), image));
            Assert.True(SettingsImage.Load(loaded, image));
            Expect(new GuardSettings(), loaded);
        }

        [Fact]
        public void Saving_changes_nothing()
        {
            GuardSettings saved = Other(5);
            Assert.True(SettingsImage.Save(saved, new StateImage(Room)));
            Expect(Other(5), saved);
        }

        [Fact]
        public void An_image_that_is_cut_short_or_too_long_is_refused()
        {
            StateImage image = new StateImage(Room);
            Assert.True(SettingsImage.Save(Other(6), image));
            int whole = image.Length;
            for (int length = 0; length <= whole + 1; length++)
            {
                image.Length = length;
                Assert.Equal(length == whole, SettingsImage.Load(new GuardSettings(), image));
            }
        }

        [Fact]
        public void Too_little_room_is_told()
        {
            StateImage image = new StateImage(Room);
            Assert.True(SettingsImage.Save(Other(7), image));
            int whole = image.Length;
            for (int room = 0; room <= whole; room++)
            {
                Assert.Equal(room == whole, SettingsImage.Save(Other(7), new StateImage(room)));
            }
        }

        /// <summary>A list's length that was spoiled: longer than the image, negative, or of the next list's words.</summary>
        [Theory]
        [InlineData(int.MaxValue)]
        [InlineData(-7)]
        [InlineData(1)]
        [InlineData(3)]
        public void A_list_of_another_length_is_refused(int length)
        {
            GuardSettings saved = new GuardSettings { ModeRatesQ16 = new long[] { 111111111, 222222222 } };
            StateImage image = new StateImage(Room);
            Assert.True(SettingsImage.Save(saved, image));
            int at = Array.IndexOf(image.Words, 111111111) - 1;
            Assert.Equal(2, image.Words[at]);
            image.Words[at] = length;
            Assert.False(SettingsImage.Load(new GuardSettings(), image));
        }

        /// <summary>Settings of which each one differs from the default.</summary>
        private static GuardSettings Other(int seed)
        {
            Random random = new Random(seed);
            GuardSettings settings = new GuardSettings();
            foreach (FieldInfo field in typeof(GuardSettings).GetFields(Fields))
            {
                object before = field.GetValue(settings);
                field.SetValue(settings, Changed(field, before, random));
                Assert.NotEqual(before, field.GetValue(settings));
            }

            return settings;
        }

        /// <summary>A list of nothing stays one, absent lists stay absent, and no shorter image is taken for a whole one.</summary>
        [Theory]
        [InlineData(-1)]
        [InlineData(0)]
        [InlineData(5)]
        public void Lists_of_any_length(int length)
        {
            GuardSettings settings = new GuardSettings
            {
                TableMillicelsius = length < 0 ? null : new long[length],
                ModeRatesQ16 = length < 0 ? null : new long[length],
                ModeWeightsQ31 = new long[] { 7, 8 },
            };
            StateImage image = new StateImage(Guard.LargestImage);
            Assert.True(SettingsImage.Save(settings, image));
            Assert.Equal(length < 0, settings.TableMillicelsius == null);
            GuardSettings loaded = new GuardSettings { TableMillicelsius = new long[3], TableDiffusionMicroseconds = new long[3] };
            Assert.True(SettingsImage.Load(loaded, image));
            Expect(settings, loaded);
            int words = image.Length;
            Assert.True(SettingsImage.Save(settings, new StateImage(words)));
            for (int less = 0; less < words; less++)
            {
                Assert.False(SettingsImage.Save(settings, new StateImage(less)));
                image.Length = less;
                Assert.False(SettingsImage.Load(new GuardSettings(), image));
            }
        }

        private static object Changed(FieldInfo field, object before, Random random)
        {
            switch (before)
            {
                case bool flag: return !flag;
                case int: return random.Next(int.MinValue, int.MaxValue);
                case long: return random.NextInt64(long.MinValue, long.MaxValue);
                case Enum:
                    Array values = Enum.GetValues(field.FieldType);
                    return values.GetValue((Array.IndexOf(values, before) + 1) % values.Length);
                case null when field.FieldType == typeof(long[]):
                    long[] list = new long[random.Next(6)];
                    for (int i = 0; i < list.Length; i++)
                    {
                        list[i] = random.NextInt64(long.MinValue, long.MaxValue);
                    }

                    return list;
                default: throw new NotSupportedException(field.Name);
            }
        }

        private static void Expect(GuardSettings expected, GuardSettings found)
        {
            FieldInfo[] fields = typeof(GuardSettings).GetFields(Fields);
            Assert.True(fields.Length > 40);
            foreach (FieldInfo field in fields)
            {
                Assert.True(Alike(field.GetValue(expected), field.GetValue(found)), field.Name + " is not in the image");
            }
        }

        private static bool Alike(object one, object other)
        {
            return one is long[] list ? other is long[] second && list.AsSpan().SequenceEqual(second) : Equals(one, other);
        }
    }
}
