add_executable(claims_test claims_test.cpp)
target_link_libraries(claims_test PRIVATE casus_tool GTest::gtest_main)
gtest_discover_tests(claims_test TEST_PREFIX "evidence." DISCOVERY_TIMEOUT 60)
